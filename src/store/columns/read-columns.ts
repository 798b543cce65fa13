import type { ColumnBatch } from '../../records/columns/column-batch.js';
import type { Transaction } from '../executor.js';
import type { ColumnQuery } from './column-query.js';
import { copiedColumns } from './copied-columns.js';
import { packedColumns } from './packed-columns.js';

/**
 * Reads columns of all records of a kind, in the order of the key, in batches of some thousands. It serves
 * calculations, which need everybody's data, and takes no scope: nothing of it is shown as it is. A batch
 * is good until the next is read, as that takes its place. Until the last batch, nothing else may be read in the
 * transaction: PostgreSQL sends one COPY at a time.
 *
 * @example
 * const columns = [{ name: 'id', type: 'text' }, { name: 'close_date', type: 'date' }] as const;
 * for await (const batch of readColumns(trx, { kind: 'deal', columns })) batch.numbers('close_date');
 */
export function readColumns(trx: Transaction, query: ColumnQuery): AsyncIterable<ColumnBatch> {
  if (trx.sqlite !== null) return packedColumns(trx.sqlite, query);
  if (trx.postgres !== null) return copiedColumns(trx.postgres, query);
  throw new Error('A transaction is in one of the databases there are.');
}
