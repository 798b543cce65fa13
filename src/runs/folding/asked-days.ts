import { type CivilDate, LAST_DATE, nextMonth } from '../../calendar/civil-date.js';
import { dayNumber } from '../../calendar/day-number.js';
import type { PlanVersion } from '../../engine/plan.js';
import type { RecordIndex } from '../../engine/record-index.js';
import type { RunPeriod } from '../../ledger/run-period.js';
import { peopleOnPlans } from './people-on-plans.js';

/** All that tells on which days somebody may look at other people's measures. */
export interface WhoAsks {
  readonly versions: readonly PlanVersion[];
  readonly periods: readonly RunPeriod[];
  readonly index: RecordIndex;
  readonly through: CivilDate;
}

/**
 * The days at whose beginning anybody may ask how far a measure has come: pay periods, months, plans, people's time on
 * them, memberships and what teams are part of begin or end there. Between two of them nobody asks, so that what is credited there may be
 * taken together.
 *
 * @returns days as numbers, in order
 *
 * @example
 * askedDays({ versions, periods, index, through: '2026-04-01' })
 */
export function askedDays({ versions, periods, index, through }: WhoAsks): Int32Array {
  const days = new Set<CivilDate>([through]);
  const add = (range: { readonly from: CivilDate; readonly to: CivilDate | null }): void => {
    days.add(range.from);
    if (range.to !== null) days.add(range.to);
  };
  for (const { plan, inForce } of versions) {
    add(plan.effective);
    for (const each of inForce) days.add(each.from).add(each.to ?? through);
  }
  for (const { segments } of peopleOnPlans(versions, index, through)) {
    for (const segment of segments) {
      add(segment);
      days.add(segment.creditedTo);
      if (segment.payableTo !== LAST_DATE) days.add(segment.payableTo);
    }
  }
  for (const each of [...periods, ...index.memberships, ...index.teamParents]) add(each);
  const first = [...days].sort()[0] ?? through;
  for (let month = nextMonth(first); month < through; month = nextMonth(month)) days.add(month);
  return Int32Array.from(days, dayNumber).sort();
}
