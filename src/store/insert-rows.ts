import type { Insertable } from 'kysely';
import type { PreparedStatement, SqlRow, SqlValue, Transaction } from './executor.js';
import type { Tables } from './tables.js';

/** Rows written by one statement; more of them gain nothing. */
const ROWS_AT_A_TIME = 50;

/**
 * Inserts many rows into a table; fastest in the order of its key. The first row says which
 * columns are written. Throws where a key is taken.
 *
 * @example
 * insertRows(trx, 'published', [{ id: 1n, run: 7n }]);
 */
export function insertRows<Table extends keyof Tables & string>(
  trx: Transaction,
  table: Table,
  rows: readonly Readonly<Insertable<Tables[Table]>>[],
): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  let many: PreparedStatement | undefined;
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
    const chunk = rows.slice(from, from + ROWS_AT_A_TIME);
    const isFull = chunk.length === ROWS_AT_A_TIME;
    const usable = (isFull ? many : undefined) ?? prepareInsert(trx, table, columns, chunk.length);
    if (isFull) many = usable;
    usable.run(valuesOf(chunk, columns));
  }
}

/** One loop, for the many results of a run: intermediate arrays cost half as much again. */
function valuesOf(rows: readonly object[], columns: readonly string[]): SqlRow {
  const values: SqlValue[] = [];
  for (const row of rows as readonly Readonly<Record<string, SqlValue>>[]) {
    for (const column of columns) values.push(row[column] ?? null);
  }
  return values;
}

function prepareInsert(
  trx: Transaction,
  table: string,
  columns: readonly string[],
  count: number,
): PreparedStatement {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const row = `(${columns.map(() => '?').join(', ')})`;
  return trx.connection.prepare(
    `insert into "${table}" (${names}) values ${Array.from({ length: count }, () => row).join(', ')}`,
  );
}
