import { STATUS_CODES } from 'node:http';
import { PROBLEM_CODES, type ProblemCode } from '../problems/codes.js';
import { compareProblems, type Problem } from '../problems/problem.js';

/** The statuses that the service refuses a request with. */
export type RefusalStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 408
  | 409
  | 410
  | 412
  | 413
  | 415
  | 421
  | 422
  | 429
  | 431
  | 500
  | 503;

/**
 * What a client is told of a request that was not answered: a problem detail of RFC 9457. A single problem is
 * told by the document itself; several are listed in `problems`.
 */
export interface ProblemDocument extends Partial<Omit<Problem, 'code' | 'message' | 'severity'>> {
  /** Where the kind of problem is explained. */
  readonly type: string;
  /** The kind of problem in words, the same for all of its kind. */
  readonly title: string;
  readonly status: RefusalStatus;
  /** What is wrong with this very request. */
  readonly detail: string;
  /** What was asked for, where that could be read. */
  readonly instance?: string;
  readonly code: ProblemCode;
  readonly problems?: readonly Problem[];
}

/** Where the kinds of problems are explained. */
export const PROBLEM_CODES_PATH = '/api/v1/problem-codes';

/** How much of a request's own path is repeated. */
const LONGEST_INSTANCE = 500;

/**
 * The document for the problems that stand against a request, at least one.
 *
 * @example
 * problemDocument(404, [problem('not-found', 'there is no payee zoe')], '/api/v1/payees/zoe/statements')
 */
export function problemDocument(
  status: RefusalStatus,
  problems: readonly Problem[],
  instance?: string,
): ProblemDocument {
  const listed = problems.toSorted(compareProblems);
  const [first, second] = listed;
  const code = first !== undefined && second === undefined ? first.code : sharedCode(listed);
  const about = {
    type: `${PROBLEM_CODES_PATH}/${code}`,
    title: PROBLEM_CODES[code],
    status,
    detail: `the request has ${listed.length} problems`,
    ...(instance !== undefined && { instance: instance.slice(0, LONGEST_INSTANCE) }),
    code,
  };
  if (first === undefined) return { ...about, detail: STATUS_CODES[status] ?? '' };
  if (second !== undefined) return { ...about, problems: listed };
  const { code: _, message, severity: __, ...detail } = first;
  return { ...about, detail: message, ...detail };
}

/** What several problems have in common, where they have. */
function sharedCode(problems: readonly Problem[]): ProblemCode {
  const [first, ...others] = problems.map(({ code }) => code);
  return first !== undefined && others.every((code) => code === first) ? first : 'bad-request';
}

/**
 * A problem document as the response to a request.
 *
 * @example
 * return problemResponse(problemDocument(404, [unknownPayee], path));
 */
export function problemResponse(
  document: ProblemDocument,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
