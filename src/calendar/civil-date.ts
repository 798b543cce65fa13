import { Temporal } from 'temporal-polyfill';

/**
 * A day of the calendar as `YYYY-MM-DD`, without time or time zone. Native
 * string order is the order of days.
 *
 * @example
 * const closed: CivilDate = '2026-02-28'
 */
export type CivilDate = string;

/**
 * The last day the calendar knows. Ranges that are written with it as their
 * end reach as far as dates go; arithmetic stops here instead of failing.
 *
 * @example
 * addDays(LAST_DATE, 1) // '9999-12-31'
 */
export const LAST_DATE: CivilDate = '9999-12-31';

/**
 * The first day the calendar knows; arithmetic stops here.
 *
 * @example
 * addMonths(FIRST_DATE, -1) // '0001-01-01'
 */
export const FIRST_DATE: CivilDate = '0001-01-01';

const WRITTEN_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Whether the text is a day that exists, written `YYYY-MM-DD`, from the year 1
 * to the year 9999.
 *
 * @example
 * isCivilDate('2028-02-29') // true
 * isCivilDate('2026-02-29') // false
 */
export function isCivilDate(text: string): boolean {
  if (!WRITTEN_DATE.test(text) || text < FIRST_DATE) return false;
  try {
    parsed(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The day so many days later, or earlier for a negative count.
 *
 * @example
 * addDays('2026-02-28', 1) // '2026-03-01'
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfEpochDay(epochDay(date) + bounded(days, MOST_DAYS));
}

/**
 * The same day of the month so many months later, or earlier for a negative
 * count; the last day of the month where that month is shorter.
 *
 * @example
 * addMonths('2026-01-31', 1) // '2026-02-28'
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return monthsLater(`${date}${months}`, () =>
    written(parsed(date).add({ months: bounded(months, MOST_MONTHS) })),
  );
}

/**
 * How many days the second date is after the first; negative when before.
 *
 * @example
 * daysBetween('2026-01-01', '2026-01-31') // 30
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDay(to) - epochDay(from);
}

/**
 * The first day of the month of a date.
 *
 * @example
 * firstOfMonth('2026-02-17') // '2026-02-01'
 */
export function firstOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}01`;
}

/**
 * The first day of the month after that of a date: where its month ends, as
 * ranges end.
 *
 * @example
 * nextMonth('2026-12-17') // '2027-01-01'
 */
export function nextMonth(date: CivilDate): CivilDate {
  const next = addMonths(firstOfMonth(date), 1);
  return next > date ? next : LAST_DATE;
}

/**
 * The earlier of two dates.
 *
 * @example
 * earlier('2026-01-01', '2025-12-31') // '2025-12-31'
 */
export function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/**
 * The later of two dates.
 *
 * @example
 * later('2026-01-01', '2025-12-31') // '2026-01-01'
 */
export function later(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? b : a;
}

/** More than lie between the first date and the last, and few enough for Temporal to add. */
const MOST_DAYS = 4_000_000;
const MOST_MONTHS = 130_000;

/** Some 80 years of days: enough for the dates of a company, and little memory. */
const MOST_REMEMBERED = 30_000;

/**
 * Remembers what a computation gave for a key. Millions of rows hold few different dates, and date
 * arithmetic costs microseconds.
 */
function remembering<Key, Value>(): (key: Key, compute: () => Value) => Value {
  const known = new Map<Key, Value>();
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, value);
    return value;
  };
}

const parsedDates = remembering<CivilDate, Temporal.PlainDate>();
const epochDays = remembering<CivilDate, number>();
const datesOfDays = remembering<number, CivilDate>();
const monthsLater = remembering<string, CivilDate>();
const EPOCH = Temporal.PlainDate.from('1970-01-01');

function parsed(date: CivilDate): Temporal.PlainDate {
  return parsedDates(date, () => Temporal.PlainDate.from(date));
}

/** The days from 1 January 1970 to a date. */
function epochDay(date: CivilDate): number {
  return epochDays(date, () => EPOCH.until(parsed(date), { largestUnit: 'day' }).days);
}

function dateOfEpochDay(day: number): CivilDate {
  return datesOfDays(day, () => written(EPOCH.add({ days: day })));
}

function bounded(count: number, most: number): number {
  return Math.max(-most, Math.min(most, count));
}

function written(date: Temporal.PlainDate): CivilDate {
  if (date.year > 9999) return LAST_DATE;
  if (date.year < 1) return FIRST_DATE;
  return date.toString();
}
