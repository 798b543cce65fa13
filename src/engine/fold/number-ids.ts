import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { ColumnBatch } from '../../records/columns/column-batch.js';

/**
 * Numbers the ids of records, which come once each and in their order.
 *
 * @param room how many there are in all
 *
 * @example
 * for await (const batch of readColumns(trx, { kind: 'deal', columns: [ID_COLUMN] })) numberIds(keys, batch, count);
 */
export function numberIds(keys: ByteKeys, batch: ColumnBatch, room: number): void {
  const { bytes, starts, ends } = batch.text('id');
  // Ids mostly are of one length, so that the first tell what all take.
  if (keys.count === 0) keys.reserve(room, Math.ceil((bytes.length / batch.count) * room));
  for (let row = 0; row < batch.count; row += 1) keys.intern(bytes, starts[row] ?? 0, ends[row] ?? 0);
}
