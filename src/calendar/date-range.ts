import { type CivilDate, daysBetween, earlier, later } from './civil-date.js';

/**
 * Days from `from` up to but not including `to`; without `to`, without end.
 *
 * @example
 * const year: DateRange = { from: '2026-01-01', to: '2027-01-01' }
 */
export interface DateRange {
  readonly from: CivilDate;
  readonly to?: CivilDate | undefined;
}

/**
 * A range that has an end: a window, a period, a month.
 *
 * @example
 * const march: ClosedRange = { from: '2026-03-01', to: '2026-04-01' }
 */
export interface ClosedRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * Whether a day lies in a range.
 *
 * @example
 * contains({ from: '2026-01-01', to: '2026-02-01' }, '2026-02-01') // false
 */
export function contains(range: DateRange, date: CivilDate): boolean {
  return range.from <= date && (range.to === undefined || date < range.to);
}

/**
 * The days that two ranges share, or `undefined` when they share none. It has
 * an end when one of them has.
 *
 * @example
 * intersect({ from: '2026-01-01' }, { from: '2025-01-01', to: '2026-07-01' })
 * // { from: '2026-01-01', to: '2026-07-01' }
 */
export function intersect(a: ClosedRange, b: DateRange): ClosedRange | undefined;
export function intersect(a: DateRange, b: ClosedRange): ClosedRange | undefined;
export function intersect(a: DateRange, b: DateRange): DateRange | undefined;
export function intersect(a: DateRange, b: DateRange): DateRange | undefined {
  const from = later(a.from, b.from);
  const to = earlierEnd(a.to, b.to);
  if (to === undefined) return { from };
  return from < to ? { from, to } : undefined;
}

/**
 * Whether two ranges share at least one day.
 *
 * @example
 * rangesOverlap({ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-02-01' }) // false
 */
export function rangesOverlap(a: DateRange, b: DateRange): boolean {
  return intersect(a, b) !== undefined;
}

/**
 * How many days a range has; none when it ends where it starts, or before.
 *
 * @example
 * daysIn({ from: '2028-02-01', to: '2028-03-01' }) // 29
 */
export function daysIn(range: ClosedRange): number {
  return Math.max(0, daysBetween(range.from, range.to));
}

function earlierEnd(a: CivilDate | undefined, b: CivilDate | undefined): CivilDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return earlier(a, b);
}
