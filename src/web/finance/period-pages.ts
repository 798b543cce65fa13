import { z } from 'zod';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { closingToDo, takePeriodStep, verificationToDo } from '../../http/resources/periods.js';
import type { Route } from '../../http/route.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { STATEMENT_VIEWS } from '../../runs/approvals/statement-views.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { redirect } from '../redirect.js';
import { decisionPosts, note } from './decision-posts.js';
import { periodContent } from './period-content.js';
import { PERIOD_FILES, periodCsv } from './period-csv.js';
import { periodAddress } from './period-words.js';

const params = z.strictObject({ payGroup: payGroupName(), period: recordName() });

const FIRST_VIEW = { show: 'all', page: 1 } as const;

/** A pay period, and the steps by which it comes from calculated to closed. */
export const periodPages: readonly Route[] = [
  definePage({
    path: '/periods/:payGroup/:period',
    access: 'company-data',
    summary: 'A pay period: its statements, its steps, and what it was made from',
    params,
    query: z.strictObject({
      show: z.enum(STATEMENT_VIEWS).default('all'),
      page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
      file: z.enum(PERIOD_FILES).optional(),
    }),
    answer: async (request, services) => {
      const { file } = request.query;
      if (file === undefined) return periodContent(request, services, request.query, null);
      return csvResponse(await periodCsv(file, request, services), `${file}-${request.params.period}.csv`);
    },
  }),
  definePost({
    path: '/periods/:payGroup/:period/submit',
    access: 'finance-step',
    summary: 'Asks for the approval of a pay period that is calculated',
    params,
    form: z.strictObject({ reason: note.optional() }),
    answer: async ({ params: named, form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      await takePeriodStep(services, 'submit', { ...named, ...given(form), actor: viewer.id });
      const said = `${format.period(named.period)} is submitted: somebody else of finance approves it.`;
      return redirect(periodAddress(named), said);
    },
    again: (filled, request, services) =>
      periodContent(request, services, FIRST_VIEW, { step: 'submit', filled }),
  }),
  ...decisionPosts({
    path: '/periods/:payGroup/:period',
    params,
    summaries: {
      approve: 'Approves what somebody else submitted',
      reject: 'Rejects what was submitted, so that it is put right and calculated again',
    },
    decide: (named, { decision, ...why }, services) =>
      takePeriodStep(services, decision === 'approved' ? 'approve' : 'reject', { ...named, ...why }),
    led: (named, format) => ({ address: periodAddress(named), name: format.period(named.period) }),
    again: (request, services, sent) => periodContent(request, services, FIRST_VIEW, sent),
  }),
  definePost({
    path: '/periods/:payGroup/:period/close',
    access: 'finance-step',
    summary: 'Freezes the statements of an approved pay period and posts the ledger, beside the requests',
    params,
    form: z.strictObject({ note: note.optional() }),
    answer: async ({ params: named, form, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = await closingToDo(services.db, { ...named, reason: form.note ?? null });
      const { id } = await services.jobs.submit(request, viewer.id);
      return redirect(`/tasks/${id}`);
    },
    again: (filled, request, services) =>
      periodContent(request, services, FIRST_VIEW, { step: 'close', filled }),
  }),
  definePost({
    path: '/periods/:payGroup/:period/verify',
    access: 'verify',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    params,
    form: z.strictObject({}),
    answer: async ({ params: named, scope, viewer }, services) => {
      requireEverybody(scope);
      const { id } = await services.jobs.submit(await verificationToDo(services.db, named), viewer.id);
      return redirect(`/tasks/${id}`);
    },
    again: (filled, request, services) =>
      periodContent(request, services, FIRST_VIEW, { step: 'verify', filled }),
  }),
];
