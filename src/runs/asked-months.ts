import { addDays, type CivilDate, firstOfMonth, nextMonth } from '../calendar/civil-date.js';
import type { ClosedRange } from '../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../calendar/fiscal-calendar.js';
import { parseFrom, parseThrough } from '../calendar/pay-period.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';

/** How months are asked for: the first and the last, each by a period or a day in it. */
export interface MonthsQuestion {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
}

const THROUGH_HINT = 'write 2026-03, 2026-Q1, 2026 or 2026-03-31';

/** Ten years: whoever wants more asks twice. */
const MOST_MONTHS = 120;

/**
 * The whole months that are asked for: unless said, from the beginning of the fiscal year to the last calculated
 * day. Fails for what is no period and no day, and for a range without days.
 *
 * @example
 * askedMonths({ from: '2026-01', through: '2026-Q1' }, company, '2026-10-31')
 * // { from: '2026-01-01', to: '2026-04-01' }
 */
export function askedMonths(
  { from, through }: MonthsQuestion,
  calendar: FiscalCalendar,
  lastDay: CivilDate,
): Result<ClosedRange> {
  const after = through === undefined ? addDays(lastDay, 1) : parseThrough(through, calendar);
  if (after === undefined) return failed([noPeriod('through', through)]);
  const last = addDays(after, -1);
  const first =
    from === undefined ? windowContaining('year', last, calendar).from : parseFrom(from, calendar);
  if (first === undefined) return failed([noPeriod('from', from)]);
  const to = nextMonth(last);
  const range = { from: firstOfMonth(first), to };
  if (first >= to) {
    const hint = 'name the first month in from';
    return failed([problem('out-of-range', `from ${first} comes after ${last}`, { field: 'from', hint })]);
  }
  if (monthsBetween(range) <= MOST_MONTHS) return ok(range);
  const expected = `at most ${MOST_MONTHS} months`;
  const message = `from ${first} to ${last} are too many months`;
  return failed([problem('out-of-range', message, { field: 'from', expected })]);
}

function monthsBetween({ from, to }: ClosedRange): number {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return (last ?? 0) - (first ?? 0);
}

function noPeriod(field: 'from' | 'through', found: string | undefined): Problem {
  const hint = field === 'from' ? 'write 2026-01, 2026-Q1, 2026 or 2026-01-15' : THROUGH_HINT;
  return problem('date-expected', `${field} ${found} is no period and no day`, { field, found, hint });
}
