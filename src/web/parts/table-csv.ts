import { type CsvRow, safeCsv } from '../../runs/safe-csv.js';
import type { Column } from './data-table.js';

/** A column of a table that can be had as a file as well. */
export interface FiledColumn<Row> extends Column<Row> {
  /** What stands for it in the file, by the names of the columns there: ids, plain days and plain decimals. */
  readonly inFile: Readonly<Record<string, (row: Row) => string | null>>;
}

/**
 * A table as CSV: its columns are those of the file, so that the file tells what the page shows, guarded against
 * formulas.
 *
 * @example
 * tableCsv([{ heading: 'Run', cell: ({ id }) => id, inFile: { run: ({ id }) => String(id) } }], [{ id: 7 }]) // 'run\n7\n'
 */
export function tableCsv<Row>(columns: readonly FiledColumn<Row>[], rows: readonly Row[]): string {
  const cells = columns.flatMap(({ inFile }) => Object.entries(inFile));
  const header: CsvRow = cells.map(([name]) => name);
  return safeCsv([header, ...rows.map((row): CsvRow => cells.map(([, cell]) => cell(row)))]);
}
