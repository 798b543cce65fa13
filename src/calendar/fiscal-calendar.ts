import { addMonths, type CivilDate, firstOfMonth, LAST_DATE } from './civil-date.js';
import type { ClosedRange } from './date-range.js';

/**
 * How a company cuts its time into years, quarters and pay periods.
 *
 * - `fiscalYearStartMonth`: the month its year starts with, 1 to 12
 * - `biweeklyFrom`: the first day of any one of its two-week pay periods
 * - `weekStartsOn`: the first day of its weeks
 *
 * @example
 * const calendar: FiscalCalendar = { fiscalYearStartMonth: 2, biweeklyFrom: '2026-01-05', weekStartsOn: 'monday' }
 */
export interface FiscalCalendar {
  readonly fiscalYearStartMonth: number;
  readonly biweeklyFrom: CivilDate;
  readonly weekStartsOn: 'monday' | 'sunday';
}

/**
 * The windows of the fiscal calendar, in the words of the rule language.
 *
 * @example
 * z.enum(WINDOW_KINDS)
 */
export const WINDOW_KINDS = ['month', 'quarter', 'half', 'year'] as const;

/**
 * One of {@link WINDOW_KINDS}.
 *
 * @example
 * const kind: WindowKind = 'quarter'
 */
export type WindowKind = (typeof WINDOW_KINDS)[number];

const MONTHS_IN: Readonly<Record<WindowKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/**
 * The calendar month or the fiscal quarter, half or year that a day lies in.
 *
 * @example
 * windowContaining('quarter', '2026-01-31', { ...calendar, fiscalYearStartMonth: 2 })
 * // { from: '2025-11-01', to: '2026-02-01' }
 */
export function windowContaining(kind: WindowKind, date: CivilDate, calendar: FiscalCalendar): ClosedRange {
  const months = MONTHS_IN[kind];
  const from = addMonths(firstOfMonth(date), -(monthOfFiscalYear(date, calendar) % months));
  const to = addMonths(from, months);
  return { from, to: to > from ? to : LAST_DATE };
}

/**
 * The calendar year in which the fiscal year of a day ends: the year it is
 * named for.
 *
 * @example
 * fiscalYearOf('2026-02-01', { ...calendar, fiscalYearStartMonth: 2 }) // 2027
 * fiscalYearOf('2026-02-01', { ...calendar, fiscalYearStartMonth: 1 }) // 2026
 */
export function fiscalYearOf(date: CivilDate, calendar: FiscalCalendar): number {
  const startsWithJanuary = calendar.fiscalYearStartMonth === 1;
  const year = Number(date.slice(0, 4));
  return startsWithJanuary || monthOf(date) < calendar.fiscalYearStartMonth ? year : year + 1;
}

/**
 * The first day of the fiscal year that is named for a calendar year.
 *
 * @example
 * startOfFiscalYear(2027, { ...calendar, fiscalYearStartMonth: 2 }) // '2026-02-01'
 */
export function startOfFiscalYear(year: number, calendar: FiscalCalendar): CivilDate {
  const january = `${String(year).padStart(4, '0')}-01-01`;
  const { fiscalYearStartMonth } = calendar;
  return fiscalYearStartMonth === 1 ? january : addMonths(january, fiscalYearStartMonth - 13);
}

/**
 * Which month of its fiscal year a day lies in, counting from 0.
 *
 * @example
 * monthOfFiscalYear('2026-01-31', { ...calendar, fiscalYearStartMonth: 2 }) // 11
 */
export function monthOfFiscalYear(date: CivilDate, calendar: FiscalCalendar): number {
  return (monthOf(date) - calendar.fiscalYearStartMonth + 12) % 12;
}

function monthOf(date: CivilDate): number {
  return Number(date.slice(5, 7));
}
