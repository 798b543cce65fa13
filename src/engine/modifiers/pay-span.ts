import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.js';
import { addDuration, type Duration, formatDuration } from '../../calendar/duration.js';
import { type Problem, problem } from '../../problems/problem.js';
import { civilDate, duration } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';

/** What the terms of pay of a whole plan may ask while their written form is compiled. */
export type PayTermsContext = Pick<CompileContext, 'money' | 'report'>;

/** A day, or a length of time after the first day of the payee's assignment. */
export type PayBound = CivilDate | Duration;

/** From when and until when something is paid; open where `null`. The end is the first day after it. */
export interface PaySpan {
  readonly from: PayBound | null;
  readonly until: PayBound | null;
}

/** The written form of a {@link PayBound}. */
export function payBound() {
  return z.union([civilDate(), duration()]);
}

/** The written form of a span. */
export const paySpanShape = {
  from: payBound()
    .optional()
    .meta({ description: 'The first day, or how long after the start of the assignment.' }),
  until: payBound()
    .optional()
    .meta({ description: 'The first day after it, or how long after the start of the assignment.' }),
};

/**
 * The day that a bound is for somebody.
 *
 * @param start the first day of the assignment
 * @example
 * dayOfBound({ count: 3, unit: 'months' }, '2026-01-15') // '2026-04-15'
 */
export function dayOfBound(bound: PayBound, start: CivilDate): CivilDate {
  return typeof bound === 'string' ? bound : addDuration(start, bound);
}

/**
 * Whether one bound comes before another for everybody; `null` where that depends on the payee, as of a date and
 * a duration, or of days and months.
 *
 * @example
 * isBefore({ count: 3, unit: 'months' }, { count: 6, unit: 'months' }) // true
 */
export function isBefore(a: PayBound, b: PayBound): boolean | null {
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  if (typeof a === 'string' || typeof b === 'string' || a.unit !== b.unit) return null;
  return a.count < b.count;
}

/**
 * A bound as the language writes it.
 *
 * @example
 * formatBound({ count: 3, unit: 'months' }) // '3 months'
 */
export function formatBound(bound: PayBound): string {
  return typeof bound === 'string' ? bound : formatDuration(bound);
}

/**
 * Whether each of a list has days, and begins when the one before it has ended; reports where not.
 *
 * @param place the path of one of the list
 */
export function checkSpans(
  spans: readonly PaySpan[],
  place: (index: number) => readonly number[],
  context: PayTermsContext,
): boolean {
  const found = spans.map((span, index) => {
    const before = spans[index - 1];
    const empty = emptySpan(span);
    const overlapping = before === undefined ? null : overlappingSpan(before, span);
    if (empty !== null) context.report([...place(index), 'until'], empty);
    if (overlapping !== null)
      context.report([...place(index), ...(span.from === null ? [] : ['from'])], overlapping);
    return empty === null && overlapping === null;
  });
  return found.every((sound) => sound);
}

/** What is wrong with a span by itself: it has no day. */
function emptySpan({ from, until }: PaySpan): Problem | null {
  if (from === null || until === null || isBefore(from, until) !== false) return null;
  return problem('out-of-range', 'it is in force on no day', {
    found: formatBound(until),
    expected: `later than ${formatBound(from)}`,
    hint: '`until` is the first day after it',
  });
}

/**
 * What is wrong with a span that follows another in a list: each must begin, for everybody, when the one before
 * it has ended, as only one may be in force.
 */
function overlappingSpan(before: PaySpan, { from }: PaySpan): Problem | null {
  const { until } = before;
  if (until !== null && from !== null && isBefore(from, until) === false) return null;
  const expected = until === null ? 'an `until` before it' : `from: ${formatBound(until)} or later`;
  return problem('overlapping-range', 'one of a list begins when the one before it has ended', {
    found: from === null ? 'no `from`' : formatBound(from),
    expected,
    hint: 'write both bounds as dates, or both as durations in the same unit',
  });
}
