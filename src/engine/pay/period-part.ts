import { type ClosedRange, contains, daysIn, intersect } from '../../calendar/date-range.js';
import type { Proration } from '../../calendar/proration.js';
import { ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import { activePartOf } from '../measures/window-amounts.js';

/**
 * The part of a pay period that counts when something is in force over a range. A period of whole months counts as
 * a quota does, month by month. A shorter one counts by its days; or whole where the range contains its 15th, or
 * its first day where it has no 15th, and else not at all.
 *
 * @example
 * periodPart({ from: '2026-03-02', to: '2026-03-09' }, { from: '2026-03-04', to: '2026-04-01' }, 'days') // 5/7
 */
export function periodPart(period: ClosedRange, active: ClosedRange, proration: Proration): Ratio {
  if (isWholeMonths(period)) return activePartOf(period, active, { proration });
  if (proration === 'months') {
    const middle = `${period.to.slice(0, 8)}15`;
    const earlierMiddle = `${period.from.slice(0, 8)}15`;
    const day = [earlierMiddle, middle].find((each) => contains(period, each)) ?? period.from;
    return contains(active, day) ? ONE_RATIO : ZERO_RATIO;
  }
  const shared = intersect(period, active);
  return shared === undefined ? ZERO_RATIO : ratio(BigInt(daysIn(shared)), BigInt(daysIn(period)));
}

function isWholeMonths({ from, to }: ClosedRange): boolean {
  return from.endsWith('-01') && to.endsWith('-01');
}
