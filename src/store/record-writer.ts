import type { RecordKind } from '../records/record-kinds.js';
import type { SqlRow, Transaction } from './executor.js';
import { recordTable, type StoredRecord } from './record-table.js';

/**
 * What became of a record: its key was new, it was stored with this content already, it replaced another
 * content, or it was refused because its key has another content.
 */
export type WriteOutcome = 'inserted' | 'unchanged' | 'corrected' | 'conflict';

/** What to do with a record whose key is stored with another content. */
export type OnConflict = 'correct' | 'refuse';

/** Writes records of one kind, one after the other, each at once. */
export interface RecordWriter<Kind extends RecordKind> {
  write(record: StoredRecord<Kind>): WriteOutcome;
}

/**
 * A writer of records of one kind within a change. A content that is replaced is kept as a version. A record
 * is not checked: it has the shape of its kind, with money within ±9 223 372 036 854 775 807 minor units;
 * a larger amount throws. Writing in the order of the key is fastest.
 *
 * @example
 * const deals = recordWriter(trx, change, 'deal', { onConflict: 'refuse' });
 * deals.write(deal); // 'inserted'
 * deals.write(deal); // 'unchanged'
 */
export function recordWriter<Kind extends RecordKind>(
  trx: Transaction,
  change: number,
  kind: Kind,
  options: { readonly onConflict: OnConflict },
): RecordWriter<Kind> {
  const table = recordTable(kind);
  const statements = writeStatements(trx, kind);
  const changeValue = BigInt(change);
  const refuses = options.onConflict === 'refuse';
  const keyOf = (values: SqlRow): SqlRow => table.keyPositions.map((position) => values[position] ?? '');

  return {
    write(record) {
      const values = table.encode(record);
      if (statements.insert.run([...values, changeValue]) === 1) return 'inserted';
      const key = keyOf(values);
      const compared = table.contentPositions.map((position) => values[position] ?? null);
      if (statements.same.rows([...key, ...compared]).length === 1) return 'unchanged';
      if (refuses) return 'conflict';
      statements.keepVersion.run([changeValue, ...key, changeValue]);
      statements.correct.run([...compared, changeValue, ...key]);
      return 'corrected';
    },
  };
}

function writeStatements(trx: Transaction, kind: RecordKind) {
  const { name, versionName, columns, keyPositions, contentPositions } = recordTable(kind);
  const quoted = (positions: readonly number[]) => positions.map((position) => `"${columns[position]}"`);
  const all = columns.map((column) => `"${column}"`).join(', ');
  const key = quoted(keyPositions);
  const content = quoted(contentPositions);
  const whereKey = key.map((column) => `${column} = ?`).join(' and ');
  const whereSame = [whereKey, ...content.map((column) => `${column} is not distinct from ?`)].join(' and ');
  const prepare = (sql: string) => trx.connection.prepare(sql);
  return {
    insert: prepare(
      `insert into "${name}" (${all}, "change") values (${columns.map(() => '?').join(', ')}, ?)
       on conflict (${key.join(', ')}) do nothing`,
    ),
    same: prepare(`select 1 from "${name}" where ${whereSame}`),
    // A content that this very change wrote was never the state after any change: it is no version.
    keepVersion: prepare(
      `insert into "${versionName}" (${all}, "from_change", "until_change")
       select ${all}, "change", ? from "${name}" where ${whereKey} and "change" <> ?`,
    ),
    correct: prepare(
      `update "${name}" set ${[...content, '"change"'].map((column) => `${column} = ?`).join(', ')} where ${whereKey}`,
    ),
  };
}
