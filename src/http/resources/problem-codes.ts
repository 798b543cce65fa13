import { z } from 'zod';
import { PROBLEM_CODES, type ProblemCode } from '../../problems/codes.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { PROBLEM_CODES_PATH } from '../problem-document.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { pageOf, problemCode } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';

const meaning = z
  .strictObject({ code: problemCode, meaning: z.string() })
  .meta({ id: 'ProblemMeaning', description: 'A kind of problem, and what it means' });

/** What the codes of problems mean: where the `type` of a problem document leads. */
export const problemCodeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: PROBLEM_CODES_PATH,
    access: 'public',
    tag: 'service',
    responses: { 200: { description: 'All of them, in one page', json: pageOf(meaning) } },
    summary: 'Every kind of problem, with its meaning',
    answer: () => {
      const items = Object.entries(PROBLEM_CODES).map(([code, meaning]) => ({ code, meaning }));
      return Response.json({ items, next: null });
    },
  }),
  defineRoute({
    method: 'GET',
    path: `${PROBLEM_CODES_PATH}/:code`,
    access: 'public',
    tag: 'service',
    responses: { 200: { description: 'Its meaning', json: meaning } },
    summary: 'What one kind of problem means',
    params: z.strictObject({ code: recordName() }),
    answer: ({ params: { code } }) => {
      if (isProblemCode(code)) return Response.json({ code, meaning: PROBLEM_CODES[code] });
      throw notFound(`there is no kind of problem ${code}`, {
        hint: didYouMean(code, Object.keys(PROBLEM_CODES)),
      });
    },
  }),
];

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_CODES, code);
}
