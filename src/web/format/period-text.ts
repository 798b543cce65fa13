import { isCivilDate } from '../../calendar/civil-date.js';
import { dateFormat } from './date-formats.js';

/**
 * A pay period in words, by its id: months by their name, halves of a month, quarters, weeks and years in the words
 * of the page.
 *
 * @example
 * periodText('en', '2026-03') // 'March 2026'
 * periodText('en', '2026-Q1') // 'Q1 2026'
 */
export function periodText(locale: string, id: string): string {
  const [, month, half] = /^(\d{4}-\d{2})(?:-([12]))?$/.exec(id) ?? [];
  if (month !== undefined && isCivilDate(`${month}-01`)) {
    const named = dateFormat(locale, 'month').format(new Date(`${month}-01T00:00:00Z`));
    if (half === undefined) return named;
    return half === '1' ? `${named}, 1st to 15th` : `${named}, from the 16th`;
  }
  const [, year, part] = /^(\d{4})-([QH]\d|W\d{2})$/.exec(id) ?? [];
  if (year !== undefined) return `${part} ${year}`;
  const [, kind, day] = /^([WB])-(\d{4}-\d{2}-\d{2})$/.exec(id) ?? [];
  if (day !== undefined && isCivilDate(day)) {
    const from = dateFormat(locale, 'day').format(new Date(`${day}T00:00:00Z`));
    return kind === 'W' ? `Week from ${from}` : `Two weeks from ${from}`;
  }
  return id;
}
