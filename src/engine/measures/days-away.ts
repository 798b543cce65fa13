import { LAST_DATE, later } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { absenceRule } from '../absence-rule.js';
import type { Segment } from '../credits/segment.js';

/**
 * The days that an assignment's plan takes out of a payee's quota, or target, for being away; in order, none of
 * them twice.
 *
 * @example
 * daysAway(segment, 'quota') // [{ from: '2026-05-01', to: '2026-07-01' }]
 */
export function daysAway(
  { plan, absences }: Pick<Segment, 'plan' | 'absences'>,
  what: 'quota' | 'target',
): readonly ClosedRange[] {
  const away: ClosedRange[] = [];
  for (const absence of absences) {
    if (absenceRule(plan, absence)[what] !== 'prorated') continue;
    const from = later(absence.from, away.at(-1)?.to ?? absence.from);
    const to = absence.to ?? LAST_DATE;
    if (from < to) away.push({ from, to });
  }
  return away;
}
