import { dateFormat } from '../format/date-formats.js';
import type { ReaderFormat } from '../format/reader-format.js';

/**
 * A pay period where there is little room, as below the bars of a chart: months by their short names.
 *
 * @example
 * shortPeriod('2026-03', format) // 'Mar 2026'
 */
export function shortPeriod(id: string, format: ReaderFormat): string {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(id)) return format.period(id);
  return dateFormat(format.locale, 'shortMonth').format(new Date(`${id}-01T00:00:00Z`));
}
