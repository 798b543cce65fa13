import type { Insertable } from 'kysely';
import type { SqlValue, Transaction } from './executor.js';
import type { Tables } from './tables.js';

/**
 * Inserts many rows into a table; fastest in the order of its key. The first row says which
 * columns are written. Throws where a key is taken.
 *
 * @example
 * await insertRows(trx, 'published', [{ id: 1n, run: 7n }]);
 */
export async function insertRows<Table extends keyof Tables & string>(
  trx: Transaction,
  table: Table,
  rows: readonly Readonly<Insertable<Tables[Table]>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const insert = trx.connection.bulkInsert(table, columns);
  for (const row of rows as readonly Readonly<Record<string, SqlValue>>[]) {
    const waiting = insert.add(columns.map((column) => row[column] ?? null));
    if (waiting !== undefined) await waiting;
  }
  await insert.end();
}
