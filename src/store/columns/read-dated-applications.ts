import { CASH_COLUMNS } from '../../engine/fold/cash-columns.js';
import { receiptDays } from '../../engine/fold/receipt-days.js';
import type { ColumnBatch } from '../../records/columns/column-batch.js';
import type { PostgresConnection, SqliteConnection, Transaction } from '../executor.js';
import type { ColumnQuery } from './column-query.js';
import { copiedColumns, nameOfNamed } from './copied-columns.js';
import { packedColumns, packedRanges } from './packed-columns.js';

/** Some thousands of applications of cash. */
export interface DatedApplications {
  readonly applications: ColumnBatch;
  /** The day on which the cash of each came in, as a number; 0 where there is no such receipt. */
  readonly days: Int32Array;
}

/**
 * Reads all applications of cash as `readColumns` reads records, each batch with the days of its receipts: neither
 * these nor the applications are ever in memory as a whole. SQLite looks receipts up for each batch; PostgreSQL, which
 * sends one thing at a time, sends the day with the application.
 *
 * @param takes whether a batch is read, by its number, where others read the rest
 * @example
 * for await (const { applications, days } of readDatedApplications(trx)) applied.add(applications, days);
 */
export function readDatedApplications(
  { sqlite, postgres }: Transaction,
  takes: ColumnQuery['takes'] = () => true,
): AsyncIterable<DatedApplications> {
  const query = { kind: 'application', columns: CASH_COLUMNS.application, takes } as const;
  if (sqlite !== null) return packedApplications(sqlite, query);
  if (postgres !== null) return copiedApplications(postgres, query);
  throw new Error('A transaction is in one of the databases there are.');
}

async function* packedApplications(
  connection: SqliteConnection,
  query: ColumnQuery,
): AsyncGenerator<DatedApplications> {
  const receiptsBetween = packedRanges(connection, { kind: 'receipt', columns: CASH_COLUMNS.receipt });
  for await (const applications of packedColumns(connection, query)) {
    const { bytes, starts, ends } = applications.text('receipt');
    const receiptOf = (row: number) => Buffer.from(bytes.subarray(starts[row], ends[row])).toString();
    const receipts = receiptsBetween(receiptOf(0), receiptOf(applications.count - 1));
    yield { applications, days: receiptDays(applications, receipts === null ? [] : [receipts]) };
  }
}

/** The date of the receipt, as a column beside those of the application. */
const NAMED = { kind: 'receipt', by: 'receipt', columns: [{ name: 'date', type: 'date' }] } as const;
const DAY = nameOfNamed(NAMED.kind, NAMED.columns[0].name);

async function* copiedApplications(
  connection: PostgresConnection,
  query: ColumnQuery,
): AsyncGenerator<DatedApplications> {
  for await (const applications of copiedColumns(connection, query, NAMED)) {
    // A day that there is not is no number, which becomes 0.
    yield { applications, days: Int32Array.from(applications.numbers(DAY)) };
  }
}
