import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { ReaderFormat } from '../format/reader-format.js';

/**
 * Days from a first to a last, as they are read; without a last, that they go on.
 *
 * @example
 * daysThrough(format, '2026-01-01', '2026-12-31') // 'Jan 1 – Dec 31, 2026'
 */
export function daysThrough(format: ReaderFormat, from: CivilDate, through: CivilDate | null): string {
  return through === null ? `from ${format.day(from)}` : format.days(from, addDays(through, 1));
}
