import type { Problem } from './problem.js';

/**
 * What was asked for, with the warnings met on the way.
 *
 * @example
 * const success: Success<number> = { ok: true, value: 7, problems: [] }
 */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
  readonly problems: readonly Problem[];
}

/**
 * The problems for which there is no value.
 *
 * @example
 * const failure: Failure = { ok: false, problems: [problem('empty-file', 'the file is empty')] }
 */
export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/**
 * A value or the problems that stood against it. What can go wrong with data
 * is returned in this shape, not thrown.
 *
 * @example
 * const result: Result<Plan> = readPlan(text)
 * if (result.ok) calculate(result.value)
 */
export type Result<T> = Success<T> | Failure;

/**
 * A value, with the warnings there are.
 *
 * @example
 * ok(plan, warnings)
 */
export function ok<T>(value: T, warnings: readonly Problem[] = []): Success<T> {
  return Object.freeze({ ok: true, value, problems: Object.freeze([...warnings]) });
}

/**
 * No value, and why: errors, and the warnings met beside them.
 *
 * @example
 * failed([problem('empty-file', 'deals.csv is empty')])
 */
export function failed(problems: readonly Problem[]): Failure {
  return Object.freeze({ ok: false, problems: Object.freeze([...problems]) });
}
