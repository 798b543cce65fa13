import type { CivilDate } from './civil-date.js';

/**
 * The whole months that have passed from one day to another: a month is full on the same day of the next, or on its
 * last day where it is shorter. 0 where the other day is not later.
 *
 * @example
 * wholeMonths('2026-01-15', '2027-01-14') // 11
 * wholeMonths('2026-01-15', '2027-01-15') // 12
 */
export function wholeMonths(from: CivilDate, to: CivilDate): number {
  if (to <= from) return 0;
  const months = monthNumber(to) - monthNumber(from);
  return dayOf(to) >= dayOf(from) || isLastOfMonth(to) ? months : months - 1;
}

/** The months from the year 0 to the month of a date. Millions of events ask, so no calendar is asked. */
function monthNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

function dayOf(date: CivilDate): number {
  return Number(date.slice(8));
}

function isLastOfMonth(date: CivilDate): boolean {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  if (month === 2) {
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return dayOf(date) === (isLeap ? 29 : 28);
  }
  return dayOf(date) === ([4, 6, 9, 11].includes(month) ? 30 : 31);
}
