import { addDays, type CivilDate, firstOfMonth, isCivilDate, nextMonth } from '../calendar/civil-date.js';
import type { ClosedRange } from '../calendar/date-range.js';
import type { FiscalCalendar } from '../calendar/fiscal-calendar.js';
import { windowContaining } from '../calendar/fiscal-calendar.js';
import { payPeriodNamed } from '../calendar/pay-period.js';
import { throughIn } from './read-through.js';
import { UsageError } from './usage-error.js';

/** Options that name months. */
export interface MonthFlags {
  readonly from?: string;
  readonly through?: string;
}

/**
 * Reads `--from` and `--through` as whole months: unless said, from the beginning of the fiscal year to the last
 * calculated day. Throws a {@link UsageError} for what is no period and no day, and for a range without days.
 *
 * @example
 * readMonths({ from: '2026-01', through: '2026-Q1' }, company, '2026-10-31') // { from: '2026-01-01', to: '2026-04-01' }
 */
export function readMonths(
  { from, through }: MonthFlags,
  calendar: FiscalCalendar,
  lastDay: CivilDate,
): ClosedRange {
  const last = through === undefined ? lastDay : addDays(throughIn(through, calendar), -1);
  const to = nextMonth(last);
  const first = from === undefined ? windowContaining('year', last, calendar).from : firstDay(from, calendar);
  if (first < to) return { from: firstOfMonth(first), to };
  throw new UsageError(`--from ${first} comes after ${last}`, 'name the first month in --from');
}

function firstDay(written: string, calendar: FiscalCalendar): CivilDate {
  const day = isCivilDate(written) ? written : payPeriodNamed(written, calendar)?.from;
  if (day !== undefined) return day;
  const hint = 'write 2026-01, 2026-Q1, 2026 or 2026-01-15';
  throw new UsageError(`--from ${written} is no period and no day`, hint);
}
