import type { DatabaseReader, ReadValue } from '../places/database-reader.js';

/** The rows of one table of results, as the product wrote them. */
export interface ReadyTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReadValue[])[];
}

/** Written by what publishes, not by what calculates. */
const PUBLISHING_TABLES = ['published', 'run_lease'];

/**
 * All rows that a calculation wrote, in the order of their keys: the run itself first, then every table that
 * says which run its rows are of.
 *
 * @example
 * const ready = await readyResults(databaseReader('calculated.sqlite'));
 */
export async function readyResults(reader: DatabaseReader): Promise<readonly ReadyTable[]> {
  const tables = (await reader.columns())
    .filter(({ table, columns }) => table === 'run' || columns.includes('run'))
    .filter(({ table }) => !PUBLISHING_TABLES.includes(table))
    .sort((a, b) => Number(b.table === 'run') - Number(a.table === 'run'));
  const ready: ReadyTable[] = [];
  for (const { table, columns } of tables) {
    const rows: (readonly ReadValue[])[] = [];
    for await (const batch of reader.rows(`select ${quoted(columns)} from "${table}"`)) {
      for (const row of batch) rows.push(row);
    }
    if (rows.length > 0) ready.push({ table, columns, rows });
  }
  return ready;
}

/**
 * The insert of one row of a table.
 *
 * @example
 * readyInsert(table, (place) => `$${place}`)
 */
export function readyInsert({ table, columns }: ReadyTable, placeholder: (place: number) => string): string {
  const marks = columns.map((_, place) => placeholder(place + 1));
  return `insert into "${table}" (${quoted(columns)}) values (${marks.join(', ')})`;
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
