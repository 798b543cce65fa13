import type { ProblemCode } from './codes.js';

/**
 * A place in a text. Line and column count from 1.
 *
 * @example
 * const location: SourceLocation = { file: 'plans/x.yaml', line: 12, column: 9 }
 */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Something that is wrong with a file, a record or the data of a payee, said
 * for the person who can put it right.
 *
 * - `message`: what is wrong, as one sentence without a full stop
 * - `location`: where in which file
 * - `field`: the key or column, as a path such as `components.new-business.cap`
 * - `subject`: what it is about where that is no file: a payee, a deal, a row's key
 * - `found`, `expected`: the offending text, and what the place takes
 * - `hint`: what to do
 *
 * An `error` stops what was asked for; a `warning` does not.
 *
 * @example
 * const found: Problem = {
 *   code: 'percent-expected',
 *   severity: 'error',
 *   message: 'a rate must be a percent',
 *   location: { file: 'plans/x.yaml', line: 12, column: 9 },
 *   found: '8',
 *   expected: 'a percent',
 *   hint: 'did you mean 8%?',
 * }
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly location?: SourceLocation;
  readonly field?: string;
  readonly subject?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/**
 * Everything a {@link Problem} can say beside its code and message; members
 * may be `undefined`.
 *
 * @example
 * const detail: ProblemDetail = { severity: 'warning', subject: undefined }
 */
export type ProblemDetail = {
  readonly [Key in keyof Omit<Problem, 'code' | 'message'>]?: Problem[Key] | undefined;
};

/**
 * Makes a frozen problem: an error unless the detail says otherwise. Members
 * that are `undefined` are left out.
 *
 * @example
 * problem('missing-quota', 'no quota for 2026-Q1', { subject: 'ada' })
 */
export function problem(code: ProblemCode, message: string, detail: ProblemDetail = {}): Problem {
  const { severity = 'error', location, field, subject, found, expected, hint } = detail;
  return Object.freeze({
    code,
    severity,
    message,
    ...(location !== undefined && { location: Object.freeze({ ...location }) }),
    ...(field !== undefined && { field }),
    ...(subject !== undefined && { subject }),
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
    ...(hint !== undefined && { hint }),
  });
}

/**
 * Whether at least one of the problems is an error.
 *
 * @example
 * hasErrors([problem('unused-measure', 'nothing uses renewals', { severity: 'warning' })]) // false
 */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((each) => each.severity === 'error');
}

/**
 * The order in which problems are listed: by file, line, column and code, then
 * by subject, field and message, so that the same problems always read the
 * same. Problems without a place in a file come last.
 *
 * @example
 * const listed = problems.toSorted(compareProblems)
 */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareLocations(a.location, b.location) ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.subject, b.subject) ||
    compareTexts(a.field, b.field) ||
    compareTexts(a.message, b.message)
  );
}

function compareLocations(a: SourceLocation | undefined, b: SourceLocation | undefined): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, as everything else in the project is ordered; absent texts first. */
function compareTexts(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
