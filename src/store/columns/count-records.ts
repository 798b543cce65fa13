import type { RecordKind } from '../../records/record-kinds.js';
import type { Transaction } from '../executor.js';
import { recordTable } from '../record-table.js';

/**
 * How many current records there are of a kind.
 *
 * @example
 * await countRecords(trx, 'deal') // 1_000_000
 */
export async function countRecords(trx: Transaction, kind: RecordKind): Promise<number> {
  const [row] = await trx.connection.rows(`select count(*) from "${recordTable(kind).name}"`, []);
  return Number(row?.[0] ?? 0n);
}
