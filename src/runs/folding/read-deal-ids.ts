import { numberIds } from '../../engine/fold/number-ids.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import { countRecords } from '../../store/columns/count-records.js';
import { readColumns } from '../../store/columns/read-columns.js';
import type { Transaction } from '../../store/executor.js';

const ID_COLUMN = { name: 'id', type: 'text' } as const;

/**
 * Numbers all deals in the order of their ids.
 *
 * @example
 * deals.name(await readDealIds(trx));
 */
export async function readDealIds(trx: Transaction): Promise<ByteKeys> {
  const keys = new ByteKeys();
  const count = await countRecords(trx, 'deal');
  for await (const batch of readColumns(trx, { kind: 'deal', columns: [ID_COLUMN] })) {
    numberIds(keys, batch, count);
  }
  return keys;
}
