import type { RecordKind } from '../../records/record-kinds.js';
import type { Transaction } from '../executor.js';
import { recordTable } from '../record-table.js';

/**
 * Whether there are more current records of a kind than so many, without counting all of them.
 *
 * @example
 * await hasMoreThan(trx, 'application', 250_000)
 */
export async function hasMoreThan(trx: Transaction, kind: RecordKind, rows: number): Promise<boolean> {
  const { name } = recordTable(kind);
  const found = await trx.connection.rows(`select 1 from "${name}" limit 1 offset ?`, [BigInt(rows)]);
  return found.length > 0;
}
