import { addMonths, type CivilDate, nextMonth } from '../../calendar/civil-date.js';

/**
 * A calendar month, `YYYY-MM`. Months compare as texts, as dates do.
 *
 * @example
 * const march: Month = '2026-03'
 */
export type Month = string;

/**
 * The month that a day lies in.
 *
 * @example
 * monthOf('2026-03-15') // '2026-03'
 */
export function monthOf(date: CivilDate): Month {
  return date.slice(0, 7);
}

/**
 * The days of a month: the first, and the first after it.
 *
 * @example
 * daysOfMonth('2026-02') // { from: '2026-02-01', to: '2026-03-01' }
 */
export function daysOfMonth(month: Month): { readonly from: CivilDate; readonly to: CivilDate } {
  const from = `${month}-01`;
  return { from, to: nextMonth(from) };
}

/**
 * The month so many after another.
 *
 * @example
 * monthsAfter('2026-11', 2) // '2027-01'
 */
export function monthsAfter(month: Month, count: number): Month {
  return monthOf(addMonths(`${month}-01`, count));
}

/**
 * The months from one to another, both included; none where the second is earlier.
 *
 * @example
 * monthsThrough('2026-11', '2027-01') // ['2026-11', '2026-12', '2027-01']
 */
export function monthsThrough(first: Month, last: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = monthsAfter(month, 1)) months.push(month);
  return months;
}
