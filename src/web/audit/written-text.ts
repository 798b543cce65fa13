import type { WrittenRows } from '../../store/chain/list-records.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { rowWords } from './command-words.js';

/** So many tables are named; a whole import writes into twenty. */
const MOST_NAMED = 3;

const ENDED = /_version$/;

/**
 * What a command wrote, in words, the most first.
 *
 * @param written of one record
 * @example
 * writtenText(written, format) // '4,712 deals, 300 splits and 2 more kinds'
 */
export function writtenText(written: readonly WrittenRows[], format: ReaderFormat): string {
  const news = written.filter(({ table }) => !ENDED.test(table));
  const shown = news.length > 0 ? news : written;
  const sorted = [...shown].sort((a, b) => b.rows - a.rows);
  const named = sorted
    .slice(0, MOST_NAMED)
    .map(({ table, rows }) => `${format.count(rows)} ${namedRows(table, rows)}`);
  const others = sorted.length - named.length;
  if (named.length === 0) return 'nothing';
  const more = others === 0 ? '' : ` and ${others} more ${others === 1 ? 'kind' : 'kinds'}`;
  return `${named.join(', ')}${more}`;
}

function namedRows(table: string, rows: number): string {
  const name = table.replace(ENDED, '');
  const words = rows === 1 ? name.replaceAll('_', ' ') : rowWords(name);
  return ENDED.test(table) ? `${words} replaced or ended` : words;
}
