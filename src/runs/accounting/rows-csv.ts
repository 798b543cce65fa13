import { csvText, withoutFormula } from '../../ledger/csv-text.js';

/**
 * Rows as CSV with a header; what a row does not say is empty.
 *
 * @example
 * rowsCsv(['month', 'accrued'], [{ month: '2026-03', accrued: '1750.00' }]) // 'month,accrued\n2026-03,1750.00\n'
 */
export function rowsCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, string | null>>>[],
): string {
  return csvText([columns, ...rows.map((row) => columns.map((column) => withoutFormula(row[column] ?? '')))]);
}
