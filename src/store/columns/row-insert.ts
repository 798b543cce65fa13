import type {
  PostgresConnection,
  SqliteConnection,
  SqliteStatement,
  SqlRow,
  Transaction,
} from '../executor.js';
import { copyLine } from '../postgres/copy-text.js';
import { keptStatements } from '../sqlite/kept-statements.js';

/** A column that is written: its name, and its value where all rows have the same. */
export interface InsertedColumn {
  readonly name: string;
  readonly constant?: string | number | null;
  /** Whether its texts are given as their bytes in UTF-8. */
  readonly isBytes?: boolean;
}

/** A value of a row: a number is whole and exact, and bytes are those of a text in a column that says so. */
export type InsertedValue = string | number | bigint | Uint8Array | null;

/** Rows on their way into a table, value by value: what crosses to the database is what costs. */
export interface RowInsert {
  /** Takes the next value: those of a row in the order of the columns that are not constant. */
  push(value: InsertedValue): void;
  /** Writes what has gathered where it is much; to be called after some hundreds of rows at most. */
  flush(): Promise<void>;
  /** Writes what is left. Only then are all rows in the table. */
  end(): Promise<void>;
}

/** Begins to insert rows into columns of a table. */
export type InsertInto = (table: string, columns: readonly InsertedColumn[]) => RowInsert;

/**
 * Inserts many rows the fastest way the database has. Until it has ended, no other statement may run. Fastest
 * in the order of the table's key.
 *
 * @example
 * const lines = rowInsert(trx, 'line', [{ name: 'run', constant: 7 }, { name: 'entitlement' }]);
 * lines.push(12);
 * await lines.end();
 */
export function rowInsert(trx: Transaction, table: string, columns: readonly InsertedColumn[]): RowInsert {
  if (trx.sqlite !== null) return sqliteInsert(trx.sqlite, table, columns);
  if (trx.postgres !== null) return postgresInsert(trx.postgres, table, columns);
  throw new Error('A transaction is in one of the databases there are.');
}

/** Rows written by one statement of SQLite; more of them gain nothing. */
const ROWS_AT_A_TIME = 50;
/** Statements kept prepared: of each table one for many rows and one for a single one, with and without details. */
const MOST_PREPARED = 20;
/** Characters sent to PostgreSQL at a time. */
const CHARACTERS_AT_A_TIME = 1 << 18;

function sqliteInsert(
  connection: SqliteConnection,
  table: string,
  columns: readonly InsertedColumn[],
): RowInsert {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const row = `(${columns.map(placeholder).join(', ')})`;
  const width = columns.filter(({ constant }) => constant === undefined).length;
  const insertOf = (rows: number) =>
    prepared(connection, `insert into "${table}" (${names}) values ${Array(rows).fill(row).join(', ')}`);
  let many: SqliteStatement | undefined;
  const full = width * ROWS_AT_A_TIME;
  const values: InsertedValue[] = new Array(full).fill(null);
  let count = 0;
  return {
    push(value) {
      values[count] = value;
      count += 1;
      if (count < full) return;
      many ??= insertOf(ROWS_AT_A_TIME);
      many.run(values);
      count = 0;
    },
    flush: () => Promise.resolve(),
    async end() {
      if (count === 0) return;
      const one = insertOf(1);
      for (let from = 0; from < count; from += width) one.run(values.slice(from, from + width));
      count = 0;
    },
  };
}

const PREPARED = new WeakMap<SqliteConnection, (sql: string) => SqliteStatement>();

/** Shard after shard says the same; of the statements of other runs, which say their number, there is no more need. */
function prepared(connection: SqliteConnection, sql: string): SqliteStatement {
  const kept = PREPARED.get(connection) ?? keptStatements((text) => connection.prepare(text), MOST_PREPARED);
  PREPARED.set(connection, kept);
  return kept(sql);
}

function placeholder({ constant, isBytes = false }: InsertedColumn): string {
  if (constant !== undefined) return literal(constant);
  return isBytes ? 'cast(? as text)' : '?';
}

/** A constant is written into the statement, so that it does not cross for each row. */
function literal(constant: string | number | null): string {
  if (constant === null) return 'null';
  return typeof constant === 'number' ? String(constant) : `'${constant.replaceAll("'", "''")}'`;
}

function postgresInsert(
  connection: PostgresConnection,
  table: string,
  columns: readonly InsertedColumn[],
): RowInsert {
  const copy = connection.copyIn(
    table,
    columns.map(({ name }) => name),
  );
  const width = columns.length;
  const row: (string | bigint | null)[] = columns.map(({ constant }) => sqlValue(constant ?? null));
  const open = columns.flatMap(({ constant }, place) => (constant === undefined ? [place] : []));
  let filled = 0;
  let text = '';
  return {
    push(value) {
      row[open[filled] ?? width] = sqlValue(value);
      filled += 1;
      if (filled < open.length) return;
      text += copyLine(row as SqlRow);
      filled = 0;
    },
    async flush() {
      if (text.length < CHARACTERS_AT_A_TIME) return;
      const written = text;
      text = '';
      await copy.write(written);
    },
    async end() {
      if (text !== '') await copy.write(text);
      text = '';
      await copy.end();
    },
  };
}

/**
 * A value as any database takes it.
 *
 * @example
 * sqlValue(7) // 7n
 */
export function sqlValue(value: InsertedValue): string | bigint | null {
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  }
  return typeof value === 'number' ? BigInt(value) : value;
}
