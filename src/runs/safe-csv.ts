import { csvText, withoutFormula } from '../ledger/csv-text.js';

/** A row of cells; `null` is an empty one. */
export type CsvRow = readonly (string | null)[];

/**
 * Rows as CSV, for people who open them in a spreadsheet: what it would run as a formula is quoted.
 *
 * @example
 * safeCsv([['deal', 'amount'], ['D-1', '4000.00']]) // 'deal,amount\nD-1,4000.00\n'
 */
export function safeCsv(rows: readonly CsvRow[]): string {
  return csvText(rows.map((row) => row.map((cell) => withoutFormula(cell ?? ''))));
}
