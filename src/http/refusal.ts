import { type Problem, type ProblemDetail, problem } from '../problems/problem.js';
import type { RefusalStatus } from './problem-document.js';

/**
 * Thrown where a request is not answered, and why; whoever answers the request makes a problem document of it.
 *
 * @example
 * throw new Refusal(404, [problem('not-found', 'there is no payee zoe')]);
 */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: RefusalStatus,
    problems: readonly Problem[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(problems[0]?.message ?? `refused with ${status}`);
    this.status = status;
    this.problems = problems;
    this.headers = headers;
  }
}

/**
 * The refusal of a request for something that is not there, or that the viewer may not know to be there.
 *
 * @example
 * throw notFound('there is no payee zoe', { hint: 'GET /api/v1/payees lists them' });
 */
export function notFound(message: string, detail: ProblemDetail = {}): Refusal {
  return new Refusal(404, [problem('not-found', message, detail)]);
}
