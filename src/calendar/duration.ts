import { addDays, addMonths, type CivilDate } from './civil-date.js';

/**
 * A length of time in whole days or whole months. Weeks are seven days, years
 * twelve months.
 *
 * @example
 * const duration: Duration = { count: 90, unit: 'days' }
 */
export interface Duration {
  readonly count: number;
  readonly unit: 'days' | 'months';
}

const WRITTEN_DURATION = /^(\d{1,6}) (day|week|month|year)s?$/;

const UNITS: Readonly<Record<string, Duration>> = {
  day: { count: 1, unit: 'days' },
  week: { count: 7, unit: 'days' },
  month: { count: 1, unit: 'months' },
  year: { count: 12, unit: 'months' },
};

/**
 * Reads a duration as the rule language writes it: a whole number, one blank,
 * and days, weeks, months or years. Anything else gives `undefined`.
 *
 * @example
 * parseDuration('90 days') // { count: 90, unit: 'days' }
 * parseDuration('1 year') // { count: 12, unit: 'months' }
 */
export function parseDuration(text: string): Duration | undefined {
  const [, digits = '', word = ''] = WRITTEN_DURATION.exec(text) ?? [];
  const unit = UNITS[word];
  return unit && { count: Number(digits) * unit.count, unit: unit.unit };
}

/**
 * The day a duration after a date. Months keep the day of the month, or take
 * the last day of a shorter month.
 *
 * @example
 * addDuration('2026-01-31', { count: 1, unit: 'months' }) // '2026-02-28'
 */
export function addDuration(date: CivilDate, duration: Duration): CivilDate {
  return duration.unit === 'days' ? addDays(date, duration.count) : addMonths(date, duration.count);
}

/**
 * Whether a date is not later than a duration after a start. The last day
 * counts: "within 90 days" includes the 90th day after the start. A date
 * before the start is within too; only the end is a limit.
 *
 * @example
 * withinDuration('2026-01-01', { count: 30, unit: 'days' }, '2026-01-31') // true
 * withinDuration('2026-01-01', { count: 30, unit: 'days' }, '2026-02-01') // false
 */
export function withinDuration(from: CivilDate, duration: Duration, date: CivilDate): boolean {
  return date <= addDuration(from, duration);
}

/**
 * Writes a duration in days or months, as {@link parseDuration} reads it.
 *
 * @example
 * formatDuration({ count: 1, unit: 'months' }) // '1 month'
 */
export function formatDuration(duration: Duration): string {
  const { count, unit } = duration;
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
