import type { ColumnBatch } from '../../records/columns/column-batch.js';
import type { Transaction } from '../executor.js';
import type { ColumnQuery } from './column-query.js';
import { copiedColumns } from './copied-columns.js';
import { packedColumns } from './packed-columns.js';

/**
 * Reads columns of all records of a kind, in the order of the key, in batches of some thousands. It serves
 * calculations, which need everybody's data, and takes no scope: nothing of it is shown as it is. Until the last
 * batch, nothing else may be read in the transaction; see {@link readColumnsBeside}.
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

/**
 * As {@link readColumns}, for columns that are gone through while others are: PostgreSQL sends one COPY at a time,
 * so that there they are read into memory first.
 *
 * @example
 * const receipts = await readColumnsBeside(trx, { kind: 'receipt', columns });
 */
export async function readColumnsBeside(
  trx: Transaction,
  query: ColumnQuery,
): Promise<AsyncIterable<ColumnBatch>> {
  const batches = readColumns(trx, query);
  if (trx.postgres === null) return batches;
  const all: ColumnBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return inTurn(all);
}

async function* inTurn(batches: readonly ColumnBatch[]): AsyncGenerator<ColumnBatch> {
  yield* batches;
}
