import type { RecordKind } from '../../records/record-kinds.js';
import type { Transaction } from '../executor.js';
import { recordTable, type StoredRecord } from '../record-table.js';

/**
 * Tells whether what is stored under the key of a record was written in a change: then the change has the
 * key twice.
 *
 * @example
 * const isWritten = writtenInChange(trx, change, 'deal');
 * if (writer.write(deal) === 'conflict' && isWritten(deal)) console.log('given twice');
 */
export function writtenInChange<Kind extends RecordKind>(
  trx: Transaction,
  change: number,
  kind: Kind,
): (record: StoredRecord<Kind>) => boolean {
  const { name, columns, keyPositions, encode } = recordTable(kind);
  const whereKey = keyPositions.map((position) => `"${columns[position]}" = ?`).join(' and ');
  const statement = trx.connection.prepare(`select 1 from "${name}" where ${whereKey} and "change" = ?`);
  return (record) => {
    const values = encode(record);
    const key = keyPositions.map((position) => values[position] ?? '');
    return statement.rows([...key, BigInt(change)]).length === 1;
  };
}
