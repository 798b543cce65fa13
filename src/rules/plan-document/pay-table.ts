import type { SourceBlock, SourceTree } from '../source-text.js';
import { asBlock, asList, scalarIn, writtenWords } from './written-words.js';

/** A table of a plan as people read it: rates by tiers, or what a curve pays. */
export interface PayTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The rates of a commission, with the upper bound of each tier; `null` where it has none.
 *
 * @example
 * rateTable({ rates: [{ from: '0%', rate: '1x' }, { from: '100%', rate: '1.5x' }] })?.rows
 * // [['0%', 'below 100%', '1x'], ['100%', 'and above', '1.5x']]
 */
export function rateTable(commission: SourceBlock): PayTable | null {
  const rates = asList(commission['rates']).map(asBlock);
  if (rates.length === 0) return null;
  return {
    titles: ['From', 'To', 'Rate'],
    rows: rates.map((each, place) => {
      const next = rates[place + 1];
      const to = next === undefined ? 'and above' : `below ${scalarIn(next, 'from')}`;
      return [scalarIn(each, 'from') ?? '', to, writtenWords(each['rate'])];
    }),
  };
}

/**
 * A list of blocks as a table with a column for each key; `null` where there is none.
 *
 * @example
 * pointTable([{ at: '80%', pays: '50%' }])?.titles // ['At', 'Pays']
 */
export function pointTable(points: SourceTree | undefined): PayTable | null {
  const rows = asList(points).map(asBlock);
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (keys.length === 0) return null;
  return {
    titles: keys.map((key) => key.charAt(0).toUpperCase() + key.slice(1)),
    rows: rows.map((row) => keys.map((key) => writtenWords(row[key]))),
  };
}
