import type { CivilDate } from '../calendar/civil-date.js';
import type { FiscalCalendar } from '../calendar/fiscal-calendar.js';
import { type PayFrequency, payPeriodsIn } from '../calendar/pay-period.js';
import type { Segment } from '../engine/credits/segment.js';
import { compareText } from '../engine/record-index.js';
import type { PostedPeriod } from './posted-statement.js';

/** A pay period that somebody has a statement for, with its place in the run. */
export interface RunPeriod extends PostedPeriod {
  /** From 0, in the order in which periods end. */
  readonly number: number;
}

/**
 * Every pay period of a run, from the first day that anybody is on a plan through the last known day, in the
 * order in which they end, and of their ids.
 *
 * @param segments all stretches of time that anybody is on a version of a plan
 * @param closed periods that are closed, of which there are statements whoever is on a plan
 *
 * @example
 * runPeriods(segments, company, '2026-04-01')[0]
 * // { number: 0, id: '2026-01', frequency: 'monthly', from: '2026-01-01', to: '2026-02-01' }
 */
export function runPeriods(
  segments: Iterable<Segment>,
  calendar: FiscalCalendar,
  through: CivilDate,
  closed: readonly PostedPeriod[] = [],
): readonly RunPeriod[] {
  const firstDays = new Map<PayFrequency, CivilDate>();
  for (const { from, frequency } of closed) {
    const known = firstDays.get(frequency);
    if (known === undefined || from < known) firstDays.set(frequency, from);
  }
  for (const { from, plan } of segments) {
    const known = firstDays.get(plan.payFrequency);
    if (known === undefined || from < known) firstDays.set(plan.payFrequency, from);
  }
  return [...firstDays]
    .filter(([, first]) => first < through)
    .flatMap(([frequency, first]) =>
      payPeriodsIn(frequency, first, through, calendar).map((period) => ({ ...period, frequency })),
    )
    .sort((a, b) => compareText(a.to, b.to) || compareText(a.id, b.id))
    .map((period, number) => ({ number, ...period }));
}
