import type { ColumnBatch, TextColumn } from '../../records/columns/column-batch.js';
import { compareRows } from '../../records/columns/compare-bytes.js';
import type { Transaction } from '../executor.js';
import { recordTable } from '../record-table.js';
import type { ColumnQuery } from './column-query.js';
import { copiedColumns } from './copied-columns.js';
import { packedColumns, packedRanges } from './packed-columns.js';

/**
 * Reads columns of all records of a kind, in the order of the key, in batches of some thousands. It serves
 * calculations, which need everybody's data, and takes no scope: nothing of it is shown as it is. A batch
 * is good until the next is read, as that takes its place. Until the last batch, nothing else may be read in the
 * transaction; see {@link readColumnRanges}.
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

/** Reads the records whose first key field lies between those of two rows of a column, both among them. */
export type RangeReader = (bounds: TextColumn, first: number, last: number) => readonly ColumnBatch[];

/**
 * As {@link readColumns}, for columns that are looked into while others are gone through: SQLite reads what is
 * asked for; PostgreSQL sends one COPY at a time, so that there all are read into memory first.
 *
 * @example
 * const receipts = await readColumnRanges(trx, { kind: 'receipt', columns });
 * receipts(applications.text('receipt'), 0, applications.count - 1)
 */
export async function readColumnRanges(trx: Transaction, query: ColumnQuery): Promise<RangeReader> {
  if (trx.sqlite !== null) return sqliteRanges(packedRanges(trx.sqlite, query));
  const all: ColumnBatch[] = [];
  for await (const batch of readColumns(trx, query)) all.push(batch);
  return keptRanges(all, query);
}

function sqliteRanges(between: ReturnType<typeof packedRanges>): RangeReader {
  return ({ bytes, starts, ends }, first, last) => {
    const textOf = (row: number) => Buffer.from(bytes.subarray(starts[row], ends[row])).toString();
    const batch = between(textOf(first), textOf(last));
    return batch === null ? [] : [batch];
  };
}

/** Of batches that are kept, those that may have a record in a range. */
function keptRanges(all: readonly ColumnBatch[], { kind }: ColumnQuery): RangeReader {
  const { columns, keyPositions } = recordTable(kind);
  const key = columns[keyPositions[0] ?? 0] ?? '';
  return (bounds, first, last) =>
    all.filter((batch) => {
      const keys = batch.text(key);
      return (
        compareRows(keys, batch.count - 1, bounds, first) >= 0 && compareRows(keys, 0, bounds, last) <= 0
      );
    });
}
