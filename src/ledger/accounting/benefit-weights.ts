import { addDays, addMonths, type CivilDate, firstOfMonth } from '../../calendar/civil-date.js';
import { type ClosedRange, daysIn, intersect } from '../../calendar/date-range.js';
import type { Duration } from '../../calendar/duration.js';
import type { Proration } from '../../calendar/proration.js';
import { daysOfMonth, type Month, monthOf, monthsThrough } from './month.js';

/**
 * The days over which a cost is of use, from the first day of the contract. Counted by months, the month of that
 * day is whole.
 *
 * @example
 * benefitRange('2026-01-20', { count: 12, unit: 'months' }, 'months') // { from: '2026-01-01', to: '2027-01-01' }
 * benefitRange('2026-01-20', { count: 12, unit: 'months' }, 'days') // { from: '2026-01-20', to: '2027-01-20' }
 */
export function benefitRange(start: CivilDate, { count, unit }: Duration, spread: Proration): ClosedRange {
  const from = spread === 'months' ? firstOfMonth(start) : start;
  return { from, to: unit === 'days' ? addDays(start, count) : addMonths(from, count) };
}

/**
 * How much of what is left falls to each month from one on: by months 1 each, by days the days. Where nothing is
 * left it is all that month's.
 *
 * @example
 * benefitWeights({ from: '2026-01-20', to: '2026-03-01' }, '2026-01', 'days') // [12n, 28n]
 */
export function benefitWeights(range: ClosedRange, month: Month, spread: Proration): readonly bigint[] {
  const weights = monthsThrough(month, monthOf(addDays(range.to, -1))).map((each) => {
    const shared = intersect(daysOfMonth(each), range);
    if (shared === undefined) return 0n;
    return spread === 'months' ? 1n : BigInt(daysIn(shared));
  });
  return weights.some((weight) => weight > 0n) ? weights : [1n];
}
