import type { RecordKind } from '../../records/record-kinds.js';
import type { SqliteConnection, SqliteStatement } from '../executor.js';
import { recordTable } from '../record-table.js';

/** Rows taken by one statement; more of them gain nothing. */
export const ROWS_AT_A_TIME = 50;

/**
 * The statements by which records of a kind are written within a change. Those of many rows take the values
 * of {@link ROWS_AT_A_TIME} of them, one after the other.
 *
 * @example
 * recordStatements(sqlite, 'team', 7).insertOne.run(['emea', 'EMEA', null]); // 1
 */
export function recordStatements(sqlite: SqliteConnection, kind: RecordKind, change: number) {
  const { name, versionName, columns, keyPositions, contentPositions } = recordTable(kind);
  const quoted = (positions: readonly number[]) => positions.map((position) => `"${columns[position]}"`);
  const all = columns.map((column) => `"${column}"`);
  const key = quoted(keyPositions);
  const content = quoted(contentPositions);
  const whereKey = key.map((column) => `${column} = ?`).join(' and ');
  const joined = key.map((column) => `t.${column} = g.${column}`).join(' and ');
  const isSame = content.map((column) => `t.${column} is g.${column}`).join(' and ') || '1';
  // The cross join says which side leads: each given row is looked up, however many are stored.
  const found = `"given" g cross join "${name}" t on ${joined}`;
  const given = (names: readonly string[], withPosition: boolean) =>
    `with "given" (${[...(withPosition ? ['"position"'] : []), ...names].join(', ')}) as
      (values ${rowsOf(names.length, (position) => (withPosition ? [position] : []))})`;
  const insert = (rows: string) =>
    `insert into "${name}" (${all.join(', ')}, "change") values ${rows} on conflict (${key.join(', ')}) do nothing`;
  const changed = [...content.map((column) => `${column} = ?`), `"change" = ${change}`].join(', ');
  const storedSame = content.map((column) => `${column} is ?`).join(' and ') || '1';

  const statement = (sql: () => string) => whenUsed(sqlite, sql);

  return {
    insertOne: statement(() => insert(`(${[...all.map(() => '?'), change].join(', ')})`)),
    insertMany: statement(() => insert(rowsOf(columns.length, () => [], [change]))),
    anyStored: statement(() => `${given(key, false)} select 1 from ${found} limit 1`),
    countSame: statement(() => `${given(all, false)} select count(*) from ${found} where ${isSame}`),
    /** The positions of the rows that are stored as they are, counted from 0. */
    same: statement(() => `${given(all, true)} select g."position" from ${found} where ${isSame}`),
    /** Whether what is stored has this content, and whether this change wrote it. */
    stored: statement(() => `select ${storedSame}, "change" = ${change} from "${name}" where ${whereKey}`),
    // A content that this very change wrote was never the state after any change: it is no version.
    keepVersion: statement(
      () => `insert into "${versionName}" (${all.join(', ')}, "from_change", "until_change")
       select ${all.join(', ')}, "change", ${change} from "${name}" where ${whereKey}`,
    ),
    correct: statement(() => `update "${name}" set ${changed} where ${whereKey}`),
  };
}

/** A statement that is prepared when it is first used: those of many rows take longer than a single record does. */
function whenUsed(sqlite: SqliteConnection, sql: () => string): SqliteStatement {
  let prepared: SqliteStatement | null = null;
  const ready = () => {
    prepared ??= sqlite.prepare(sql());
    return prepared;
  };
  return {
    run: (parameters) => ready().run(parameters),
    rows: (parameters) => ready().rows(parameters),
    each: (parameters) => ready().each(parameters),
  };
}

/** Rows of placeholders, each with constants before and after them. */
function rowsOf(
  size: number,
  before: (position: number) => readonly number[],
  after: readonly number[] = [],
): string {
  const placeholders = Array.from({ length: size }, () => '?');
  const row = (position: number) => `(${[...before(position), ...placeholders, ...after].join(', ')})`;
  return Array.from({ length: ROWS_AT_A_TIME }, (_, position) => row(position)).join(', ');
}
