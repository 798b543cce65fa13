import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import {
  type ListedRecord,
  listRecords,
  type WrittenRows,
  writtenRows,
} from '../../store/chain/list-records.js';
import { readTrail, type SaidByRow, TRAIL_TABLES } from '../../store/chain/read-trail.js';
import { compareOrder, orderOf } from '../../store/chain/row-lines.js';
import type { SealedTable } from '../../store/chain/sealed-table.js';
import type { Executor, Transaction } from '../../store/executor.js';

/** A row that a command wrote, replaced or took away. */
export interface RecordRow {
  readonly kind: string;
  readonly key: string;
  readonly before: SaidByRow | null;
  readonly after: SaidByRow | null;
}

/** A record of the chain with some of its rows. */
export interface RecordWithRows {
  readonly record: ListedRecord;
  readonly written: readonly WrittenRows[];
  readonly rows: readonly RecordRow[];
  /** Whether there are rows after these. */
  readonly hasMore: boolean;
}

/** Which rows of which record are asked for. */
export interface RecordQuestion {
  readonly number: number;
  /** How many rows of it come before. */
  readonly skip: number;
  readonly limit: number;
}

/**
 * A record of the chain with some of the rows that it wrote, table by table. Fails where there is no such record.
 *
 * @example
 * const found = await recordRows(db, { number: 2, skip: 0, limit: 100 });
 */
export async function recordRows(
  executor: Executor,
  { number, skip, limit }: RecordQuestion,
): Promise<Result<RecordWithRows>> {
  return executor.read(async (trx) => {
    const [record] = await listRecords(trx, { before: number + 1, limit: 1 });
    if (record?.number !== number) return failed([problem('not-found', `there is no record ${number}`)]);
    const written = await writtenRows(trx, [number]);
    const rows: RecordRow[] = [];
    let seen = 0;
    for (const table of TRAIL_TABLES) {
      for await (const row of rowsOf(trx, table, record, written)) {
        seen += 1;
        if (seen > skip) rows.push(row);
        if (rows.length > limit) break;
      }
      if (rows.length > limit) break;
    }
    return ok({ record, written, rows: rows.slice(0, limit), hasMore: rows.length > limit });
  });
}

/** The rows of a table that a record wrote: they stand together where the table is read in its order. */
async function* rowsOf(
  trx: Transaction,
  table: SealedTable,
  { change }: ListedRecord,
  written: readonly WrittenRows[],
): AsyncGenerator<RecordRow> {
  const own = written.find((each) => each.table === table.name);
  const isEnded = written.some((each) => each.table === `${table.name}_version`);
  if (own === undefined && !isEnded) return;
  if (table.counter === 'change') {
    if (change === null) return;
    const counter = BigInt(change);
    for await (const rows of readTrail(trx, table, counter - 1n)) {
      for (const { order, ...row } of rows) {
        if (order[0] !== counter) return;
        yield row;
      }
    }
    return;
  }
  if (own === undefined) return;
  const first = orderOf(own.firstKey, table);
  let left = own.rows;
  for await (const rows of readTrail(trx, table, BigInt(first[0] ?? 0n) - 1n)) {
    for (const { order, ...row } of rows) {
      if (compareOrder(order, first) < 0) continue;
      yield row;
      left -= 1;
      if (left === 0) return;
    }
  }
}
