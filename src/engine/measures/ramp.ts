import { addMonths, type CivilDate, firstOfMonth, nextMonth } from '../../calendar/civil-date.js';
import { type ClosedRange, contains, intersect } from '../../calendar/date-range.js';
import { monthsOf, type Proration } from '../../calendar/proration.js';
import { ONE_RATIO, type Ratio } from '../../money/ratio.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { Ramp, RampStep } from './ramp-rule.js';

/** The part of a month's quota that is asked for, by the first day of the month. */
export type MonthRamp = (month: CivilDate) => Ratio;

/** What a ramp is counted from in a segment. */
type RampedSegment = Pick<Segment, 'hireDate' | 'assignedFrom' | 'plan'>;

/**
 * How a ramp goes in a segment; `undefined` without one, or for a payee without a hire date where it starts with
 * that. Months are those of the calendar: the first is the first of which anything counts.
 *
 * @example
 * monthRamp(ramp, segment)?.('2026-02-01') // 7/10
 */
export function monthRamp(ramp: Ramp | null, segment: RampedSegment): MonthRamp | undefined {
  if (ramp === null) return undefined;
  const first = firstRampMonth(ramp, segment);
  if (first === null) return undefined;
  return (month) => stepAt(ramp, first, month)?.quota ?? ONE_RATIO;
}

/** The first day of the first month of a ramp: under `months`, one that begins late does not count. */
export function firstRampMonth(
  { from }: Ramp,
  { hireDate, assignedFrom, plan }: RampedSegment,
): CivilDate | null {
  const start = from === 'hireDate' ? hireDate : assignedFrom;
  if (start === null) return null;
  const month = firstOfMonth(start);
  return countsFrom(plan.proration, start) ? month : nextMonth(month);
}

function countsFrom(proration: Proration, start: CivilDate): boolean {
  return proration === 'days' || contains({ from: start }, `${start.slice(0, 8)}15`);
}

function stepAt({ steps }: Ramp, first: CivilDate, month: CivilDate): RampStep | undefined {
  return steps.find(({ upTo }) => month < addMonths(first, upTo));
}

/**
 * What a window is without a quota: what its ramp says where that brings every month of it to nothing, else what
 * the measure says.
 */
export function withoutQuotaIn(
  { ramp, withoutQuota }: Measure,
  segment: RampedSegment,
  window: ClosedRange,
  active: ClosedRange,
): Measure['withoutQuota'] {
  const first = ramp === null ? null : firstRampMonth(ramp, segment);
  const shared = intersect(window, active);
  if (ramp === null || first === null || shared === undefined) return withoutQuota;
  const steps = monthsOf(shared).map(({ from }) => stepAt(ramp, first, from));
  if (!steps.every((step) => step?.quota.numerator === 0n)) return withoutQuota;
  return steps.at(-1)?.pays ?? withoutQuota;
}
