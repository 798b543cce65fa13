import type BetterSqlite3 from 'better-sqlite3';
import type {
  BulkInsert,
  Connection,
  SqliteConnection,
  SqliteParameter,
  SqliteStatement,
  SqliteValue,
  SqlRow,
} from '../executor.js';
import { keptStatements } from './kept-statements.js';

/** Rows handed over at a time. */
const BATCH_ROWS = 4_096;
/** Rows written by one statement; more of them gain nothing. */
const ROWS_AT_A_TIME = 50;

type Statement = BetterSqlite3.Statement<[readonly SqliteValue[]], SqlRow>;

/**
 * The bulk path to a handle of SQLite. Statements are prepared once for each text.
 *
 * @example
 * await sqliteConnection(handle).rows('select "id" from "team" where "parent" = ?', ['emea']);
 */
export function sqliteConnection(handle: BetterSqlite3.Database): Connection {
  const prepared = keptStatements((sql) => rawStatement(handle, sql));
  return {
    rows: async (sql, parameters) => prepared(sql).all(parameters),
    run: async (sql, parameters) => prepared(sql).run(parameters).changes,
    // A statement of its own: while its rows are read, the same text may be run again.
    stream: (sql, parameters) => batchesOf(rawStatement(handle, sql).iterate(parameters)),
    bulkInsert: (table, columns) => bulkInsert(prepared, table, columns),
  };
}

/**
 * Statements of a handle that run without waiting, for what SQLite alone does.
 *
 * @example
 * sqliteStatements(handle).prepare('select cast(group_concat("id") as blob) from "team"').rows([]);
 */
export function sqliteStatements(handle: BetterSqlite3.Database): SqliteConnection {
  const prepare = (sql: string): SqliteStatement => {
    const statement: BetterSqlite3.Statement<SqliteParameter[], readonly SqliteValue[]> = handle.prepare(sql);
    if (statement.reader) statement.raw(true);
    // Handed over one by one, values are bound in two thirds of the time that they take in an array.
    return {
      run: (parameters) => statement.run(...parameters).changes,
      rows: (parameters) => statement.all(...parameters),
      each: (parameters) => statement.iterate(...parameters),
    };
  };
  return { prepare, kept: keptStatements(prepare) };
}

function rawStatement(handle: BetterSqlite3.Database, sql: string): Statement {
  const statement = handle.prepare<[readonly SqliteValue[]], SqlRow>(sql);
  return statement.reader ? statement.raw(true) : statement;
}

async function* batchesOf(rows: Iterable<SqlRow>): AsyncGenerator<readonly SqlRow[]> {
  let batch: SqlRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function bulkInsert(
  prepared: (sql: string) => Statement,
  table: string,
  columns: readonly string[],
): BulkInsert {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insertOf = (count: number) =>
    prepared(
      `insert into "${table}" (${names}) values ${Array.from({ length: count }, () => row).join(', ')}`,
    );
  let many: Statement | undefined;
  let values: SqliteValue[] = [];
  let count = 0;
  return {
    add(added) {
      for (const value of added) values.push(value);
      count += 1;
      if (count < ROWS_AT_A_TIME) return undefined;
      many ??= insertOf(ROWS_AT_A_TIME);
      many.run(values);
      values = [];
      count = 0;
      return undefined;
    },
    async end() {
      if (count > 0) insertOf(count).run(values);
      values = [];
      count = 0;
    },
  };
}
