import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { type PayFrequency, payPeriodsIn } from '../../calendar/pay-period.js';
import type { Ratio } from '../../money/ratio.js';
import type { PositionReading } from '../mechanisms/window-input.js';

/**
 * The days on which positions are read in a window: the last day of each pay period in it, and its own last
 * day, as far as they are known.
 */
export function readingDays(
  window: { readonly from: CivilDate; readonly to: CivilDate },
  frequency: PayFrequency,
  calendar: FiscalCalendar,
  through: CivilDate,
): readonly CivilDate[] {
  const end = earlier(window.to, through);
  if (window.from >= end) return [];
  const ends = payPeriodsIn(frequency, window.from, end, calendar).map(({ to }) =>
    addDays(earlier(to, end), -1),
  );
  return [...new Set(ends)];
}

/** Positions at the reading days; `positions` is asked for each day that counts. */
export function readingsAt(
  days: readonly CivilDate[],
  positions: (date: CivilDate) => readonly (Ratio | null)[],
): readonly PositionReading[] {
  return days.map((date) => ({ date, positions: positions(date) }));
}
