import type { Problem } from '../problems/problem.js';

/** A form as somebody has filled it in, and what is wrong with it. */
export interface FilledForm {
  /** By the name of the field, what was written, in the order in which it came; files are not kept. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
}

/**
 * A form that nobody has filled in yet.
 *
 * @example
 * newQuestionPage(EMPTY_FORM, request, services)
 */
export const EMPTY_FORM: FilledForm = Object.freeze({
  values: Object.freeze({}),
  problems: Object.freeze([]),
});

/**
 * A form that comes with values to begin with.
 *
 * @example
 * filledWith({ currency: 'USD', reason: null })
 */
export function filledWith(values: Readonly<Record<string, string | null | undefined>>): FilledForm {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, [value]] as const],
  );
  return { values: Object.fromEntries(given), problems: [] };
}
