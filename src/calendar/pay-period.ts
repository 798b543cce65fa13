import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  type CivilDate,
  daysBetween,
  firstOfMonth,
  isCivilDate,
  nextMonth,
} from './civil-date.js';
import {
  type FiscalCalendar,
  fiscalYearOf,
  monthOfFiscalYear,
  startOfFiscalYear,
  windowContaining,
} from './fiscal-calendar.js';

/**
 * How often people are paid, in the words of the rule language.
 *
 * @example
 * z.enum(PAY_FREQUENCIES)
 */
export const PAY_FREQUENCIES = [
  'weekly',
  'biweekly',
  'semimonthly',
  'monthly',
  'quarterly',
  'semiannual',
  'annual',
] as const;

/**
 * One of {@link PAY_FREQUENCIES}.
 *
 * @example
 * const frequency: PayFrequency = 'monthly'
 */
export type PayFrequency = (typeof PAY_FREQUENCIES)[number];

/**
 * The days `[from, to)` that one payment is for. Within a frequency and a
 * calendar the id names exactly one period:
 *
 * | frequency | id | named for |
 * |---|---|---|
 * | weekly, from Monday | `2026-W10` | the ISO week |
 * | weekly, from Sunday | `W-2026-03-01` | its first day |
 * | biweekly | `B-2026-03-02` | its first day |
 * | semimonthly | `2026-03-1`, `2026-03-2` | 1st to 15th, 16th to end |
 * | monthly | `2026-03` | the calendar month |
 * | quarterly, semiannual, annual | `2026-Q1`, `2026-H1`, `2026` | the fiscal year, by the calendar year it ends in |
 *
 * @example
 * const march: PayPeriod = { id: '2026-03', from: '2026-03-01', to: '2026-04-01' }
 */
export interface PayPeriod {
  readonly id: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

type PeriodFinder = (date: CivilDate, calendar: FiscalCalendar) => PayPeriod;

const FINDERS: Readonly<Record<PayFrequency, PeriodFinder>> = {
  weekly: weekContaining,
  biweekly: fortnightContaining,
  semimonthly: halfMonthContaining,
  monthly: (date, calendar) => ({ id: date.slice(0, 7), ...windowContaining('month', date, calendar) }),
  quarterly: (date, calendar) => ({
    id: `${fiscalYearName(date, calendar)}-Q${Math.floor(monthOfFiscalYear(date, calendar) / 3) + 1}`,
    ...windowContaining('quarter', date, calendar),
  }),
  semiannual: (date, calendar) => ({
    id: `${fiscalYearName(date, calendar)}-H${Math.floor(monthOfFiscalYear(date, calendar) / 6) + 1}`,
    ...windowContaining('half', date, calendar),
  }),
  annual: (date, calendar) => ({
    id: fiscalYearName(date, calendar),
    ...windowContaining('year', date, calendar),
  }),
};

/**
 * The pay period that a day lies in.
 *
 * @example
 * payPeriodContaining('semimonthly', '2026-03-16', calendar)
 * // { id: '2026-03-2', from: '2026-03-16', to: '2026-04-01' }
 */
export function payPeriodContaining(
  frequency: PayFrequency,
  date: CivilDate,
  calendar: FiscalCalendar,
): PayPeriod {
  return FINDERS[frequency](date, calendar);
}

/**
 * All pay periods that share a day with `[from, to)`, in order, each with its
 * full days. None when the range has no days.
 *
 * @example
 * payPeriodsIn('monthly', '2026-01-31', '2026-02-02', calendar).map(({ id }) => id)
 * // ['2026-01', '2026-02']
 */
export function payPeriodsIn(
  frequency: PayFrequency,
  from: CivilDate,
  to: CivilDate,
  calendar: FiscalCalendar,
): PayPeriod[] {
  const periods: PayPeriod[] = [];
  for (let day = from; day < to; ) {
    const period = payPeriodContaining(frequency, day, calendar);
    periods.push(period);
    day = period.to;
  }
  return periods;
}

/**
 * The pay period that an id names, or `undefined` when it names none in this
 * calendar.
 *
 * @example
 * payPeriodNamed('2026-03', calendar) // { id: '2026-03', from: '2026-03-01', to: '2026-04-01' }
 * payPeriodNamed('2026-W54', calendar) // undefined
 */
export function payPeriodNamed(id: string, calendar: FiscalCalendar): PayPeriod | undefined {
  for (const { pattern, frequency, dayIn } of WRITTEN_IDS) {
    const [, name = '', part = ''] = pattern.exec(id) ?? [];
    if (name === '') continue;
    const day = dayIn(name, Number(part), calendar);
    if (!isCivilDate(day)) return undefined;
    const period = payPeriodContaining(frequency, day, calendar);
    return period.id === id ? period : undefined;
  }
  return undefined;
}

/**
 * Reads up to when to calculate: a pay period's id, a fiscal quarter, half or
 * year, or a day, each meaning "through its last day". Gives the day after
 * that, as ranges end; `undefined` for anything else.
 *
 * @example
 * parseThrough('2026-03', calendar) // '2026-04-01'
 * parseThrough('2026-03-15', calendar) // '2026-03-16'
 */
export function parseThrough(text: string, calendar: FiscalCalendar): CivilDate | undefined {
  return isCivilDate(text) ? addDays(text, 1) : payPeriodNamed(text, calendar)?.to;
}

/**
 * Reads from when on something is asked for: a pay period's id, a fiscal quarter, half or year, each meaning
 * "from its first day", or a day; `undefined` for anything else.
 *
 * @example
 * parseFrom('2026-Q2', calendar) // '2026-04-01'
 */
export function parseFrom(text: string, calendar: FiscalCalendar): CivilDate | undefined {
  return isCivilDate(text) ? text : payPeriodNamed(text, calendar)?.from;
}

interface WrittenId {
  readonly pattern: RegExp;
  readonly frequency: PayFrequency;
  /** A day of the period, from what the pattern's two groups matched. */
  readonly dayIn: (name: string, part: number, calendar: FiscalCalendar) => CivilDate;
}

const WRITTEN_IDS: readonly WrittenId[] = [
  { pattern: /^(\d{4}-\d{2})$/, frequency: 'monthly', dayIn: (month) => `${month}-01` },
  {
    pattern: /^(\d{4}-\d{2})-([12])$/,
    frequency: 'semimonthly',
    dayIn: (month, half) => `${month}-${half === 1 ? '01' : '16'}`,
  },
  {
    pattern: /^(\d{4})-Q([1-4])$/,
    frequency: 'quarterly',
    dayIn: (year, quarter, calendar) =>
      addMonths(startOfFiscalYear(Number(year), calendar), (quarter - 1) * 3),
  },
  {
    pattern: /^(\d{4})-H([12])$/,
    frequency: 'semiannual',
    dayIn: (year, half, calendar) => addMonths(startOfFiscalYear(Number(year), calendar), (half - 1) * 6),
  },
  {
    pattern: /^(\d{4})$/,
    frequency: 'annual',
    dayIn: (year, _, calendar) => startOfFiscalYear(Number(year), calendar),
  },
  // The first ISO week of a year is the one with 4 January in it.
  {
    pattern: /^(\d{4})-W(\d{2})$/,
    frequency: 'weekly',
    dayIn: (year, week) => addDays(`${year}-01-04`, (week - 1) * 7),
  },
  { pattern: /^W-(\d{4}-\d{2}-\d{2})$/, frequency: 'weekly', dayIn: (date) => date },
  { pattern: /^B-(\d{4}-\d{2}-\d{2})$/, frequency: 'biweekly', dayIn: (date) => date },
];

function weekContaining(date: CivilDate, calendar: FiscalCalendar): PayPeriod {
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  const fromMonday = calendar.weekStartsOn === 'monday';
  const from = addDays(date, fromMonday ? 1 - dayOfWeek : -(dayOfWeek % 7));
  return { id: fromMonday ? isoWeek(from) : `W-${from}`, from, to: addDays(from, 7) };
}

function isoWeek(monday: CivilDate): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(monday);
  return `${String(yearOfWeek).padStart(4, '0')}-W${String(weekOfYear).padStart(2, '0')}`;
}

function fortnightContaining(date: CivilDate, calendar: FiscalCalendar): PayPeriod {
  const days = daysBetween(calendar.biweeklyFrom, date);
  const from = addDays(calendar.biweeklyFrom, Math.floor(days / 14) * 14);
  return { id: `B-${from}`, from, to: addDays(from, 14) };
}

function halfMonthContaining(date: CivilDate): PayPeriod {
  const month = date.slice(0, 7);
  const second = `${month}-16`;
  return date < second
    ? { id: `${month}-1`, from: firstOfMonth(date), to: second }
    : { id: `${month}-2`, from: second, to: nextMonth(date) };
}

function fiscalYearName(date: CivilDate, calendar: FiscalCalendar): string {
  return String(fiscalYearOf(date, calendar)).padStart(4, '0');
}
