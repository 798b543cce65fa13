import type { CivilDate } from '../calendar/civil-date.js';
import type { ClosedRange } from '../calendar/date-range.js';
import type { FiscalCalendar } from '../calendar/fiscal-calendar.js';
import { askedMonths } from '../runs/asked-months.js';
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
  const asked = askedMonths({ from, through }, calendar, lastDay);
  if (asked.ok) return asked.value;
  const [found] = asked.problems;
  const hint = found?.code === 'out-of-range' ? 'name the first month in --from' : found?.hint;
  throw new UsageError(`--${found?.message}`, hint);
}
