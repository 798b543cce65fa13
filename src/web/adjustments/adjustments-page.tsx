import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { Refusal } from '../../http/refusal.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import { writtenText } from '../../http/written-text.js';
import { problem } from '../../problems/problem.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM } from '../filled-form.js';
import { redirect } from '../redirect.js';
import { adjustmentList, adjustmentsFile, askedAdjustments } from './adjustment-list.js';

/** The adjustments and where each stands, and decisions on several at once. */
export const adjustmentsListPages: readonly Route[] = [
  definePage({
    path: '/adjustments',
    access: 'payee-data',
    summary: 'The adjustments and where each stands, the latest first',
    query: askedAdjustments,
    answer: ({ query, ...reader }, services) =>
      query.format === 'csv'
        ? adjustmentsFile(query, reader, services)
        : adjustmentList(EMPTY_FORM, query, reader, services),
  }),
  definePost({
    path: '/adjustments/decisions',
    access: 'pay-step',
    summary: 'Approves or rejects adjustments that somebody else made: all that are chosen, or none',
    form: z.strictObject({
      decision: z.enum(['approved', 'rejected']),
      numbers: z.array(wholeNumber({ min: 1, max: 999_999_999_999 })).optional(),
      reason: writtenText(1000).optional(),
    }),
    answer: async ({ form: { numbers, decision, reason }, scope, viewer }, services) => {
      requireEverybody(scope);
      if (numbers === undefined) throw nothingChosen();
      const verdict = { decision, numbers, ...given({ reason }), actor: viewer.id };
      const decided = await takeStep(services, 'decideAdjustments', verdict);
      return redirect('/adjustments?state=waiting', `${counted(decided.length)} ${decision}.`);
    },
    again: (filled, reader, services) =>
      adjustmentList(filled, { state: 'waiting', page: 1 }, reader, services),
  }),
];

function nothingChosen(): Refusal {
  return new Refusal(422, [problem('missing-value', 'no adjustment is chosen', { field: 'numbers' })]);
}

function counted(count: number): string {
  return count === 1 ? 'One adjustment is' : `${count} adjustments are`;
}
