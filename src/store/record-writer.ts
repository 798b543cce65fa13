import type { RecordKind } from '../records/record-kinds.js';
import type { Transaction } from './executor.js';
import { postgresRecordWriter } from './postgres/postgres-record-writer.js';
import { sqliteRecordWriter } from './sqlite/sqlite-record-writer.js';
import { noteTouched } from './touched-records.js';
import type { RecordWriter, WriteOptions } from './write-outcome.js';

/**
 * A writer of records of one kind within a change. A content that is replaced is kept as a version. A record
 * is not checked: it has the shape of its kind, with money within ±9 223 372 036 854 775 807 minor units;
 * a larger amount throws a RangeError. Writing in the order of the key is fastest.
 *
 * @example
 * const deals = recordWriter(trx, change, 'deal', { onConflict: 'refuse' });
 * await deals.writeAll([deal, deal]); // ['inserted', 'unchanged']
 */
export function recordWriter<Kind extends RecordKind>(
  trx: Transaction,
  change: number,
  kind: Kind,
  options: WriteOptions,
): RecordWriter<Kind> {
  return noteTouched(trx, change, kind, writerOn(trx, change, kind, options));
}

function writerOn<Kind extends RecordKind>(
  { sqlite, postgres, connection }: Transaction,
  change: number,
  kind: Kind,
  options: WriteOptions,
): RecordWriter<Kind> {
  if (sqlite !== null) return sqliteRecordWriter(sqlite, change, kind, options);
  if (postgres !== null) return postgresRecordWriter(connection, change, kind, options);
  throw new Error('The transaction is on a database that the store does not know.');
}
