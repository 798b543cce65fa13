import { ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../money/ratio.js';
import { addDays, type CivilDate, firstOfMonth, nextMonth } from './civil-date.js';
import { type ClosedRange, contains, type DateRange, daysIn, intersect } from './date-range.js';

/**
 * The ways to count a month in which a payee was active only in part, in the
 * words of the rule language.
 *
 * @example
 * z.enum(PRORATIONS)
 */
export const PRORATIONS = ['days', 'months'] as const;

/**
 * One of {@link PRORATIONS}.
 *
 * - `days`: the active days of the month over its days
 * - `months`: the month counts whole when the payee is active on its 15th, and
 *   not at all otherwise; so a month is never counted for two consecutive
 *   assignments, nor for neither
 *
 * @example
 * const proration: Proration = 'days'
 */
export type Proration = (typeof PRORATIONS)[number];

/**
 * The calendar months that share a day with a range, in order, each as the
 * full month. None for a range without days.
 *
 * @example
 * monthsOf({ from: '2026-01-15', to: '2026-02-02' })
 * // [{ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-02-01', to: '2026-03-01' }]
 */
export function monthsOf(range: ClosedRange): ClosedRange[] {
  const months: ClosedRange[] = [];
  if (range.from >= range.to) return months;
  for (let from = firstOfMonth(range.from); from < range.to; from = nextMonth(from)) {
    months.push({ from, to: nextMonth(from) });
  }
  return months;
}

/**
 * The same months as {@link monthsOf}, the first and the last cut to the days
 * that lie in the range.
 *
 * @example
 * clippedMonthsOf({ from: '2026-01-15', to: '2026-02-02' })
 * // [{ from: '2026-01-15', to: '2026-02-01' }, { from: '2026-02-01', to: '2026-02-02' }]
 */
export function clippedMonthsOf(range: ClosedRange): ClosedRange[] {
  return monthsOf(range).flatMap((month) => intersect(month, range) ?? []);
}

/**
 * The part of a full calendar month that counts, from 0 to 1, when a payee is
 * active over a range.
 *
 * @example
 * activePart({ from: '2026-04-01', to: '2026-05-01' }, { from: '2026-04-16' }, 'days') // 1/2
 * activePart({ from: '2026-04-01', to: '2026-05-01' }, { from: '2026-04-16' }, 'months') // 0
 */
export function activePart(month: ClosedRange, active: DateRange, proration: Proration): Ratio {
  if (proration === 'months') return contains(active, fifteenthOf(month)) ? ONE_RATIO : ZERO_RATIO;
  const shared = intersect(month, active);
  if (shared === undefined) return ZERO_RATIO;
  return ratio(BigInt(daysIn(shared)), BigInt(daysIn(month)));
}

function fifteenthOf(month: ClosedRange): CivilDate {
  return addDays(firstOfMonth(month.from), 14);
}
