import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** A value as it crosses to the database and back: every integer is a bigint, so that none is rounded. */
export type SqlValue = string | bigint | null;

/** A row as the values of its columns, in the order in which the columns were asked for. */
export type SqlRow = readonly SqlValue[];

/**
 * The bulk path beside the query builder: SQL that every database of the store understands, with `?` for
 * parameters. One call after the other: each is awaited before the next.
 */
export interface Connection {
  /** Runs a statement and returns its rows. */
  rows(sql: string, parameters: SqlRow): Promise<readonly SqlRow[]>;
  /** Runs a statement and says how many rows it wrote. */
  run(sql: string, parameters: SqlRow): Promise<number>;
  /**
   * The rows of a statement in batches of some thousands, so that memory stays bounded. In between, other
   * statements may read; until the last batch, nothing may be written.
   */
  stream(sql: string, parameters: SqlRow): AsyncIterable<readonly SqlRow[]>;
  /**
   * Inserts rows into columns of a table, the fastest way the database has. Until it has ended, no other
   * statement may run. Fastest in the order of the table's key.
   */
  bulkInsert(table: string, columns: readonly string[]): BulkInsert;
}

/** Rows on their way into a table; see {@link Connection.bulkInsert}. */
export interface BulkInsert {
  /**
   * Takes the values of one row, in the order of the columns. Where it returns a promise, the next row waits
   * for it, so that memory stays bounded; a row that the database refuses fails this call or a later one.
   */
  add(values: SqlRow): Promise<void> | undefined;
  /** Writes what is left. Only then are all rows in the table. */
  end(): Promise<void>;
}

/** What SQLite alone takes and gives besides: the bytes of a blob. */
export type SqliteValue = SqlValue | Uint8Array;

/** What it takes as a parameter: also a whole number, which costs less than a bigint. */
export type SqliteParameter = SqliteValue | number;

/** A statement of SQLite that is prepared once and run many times, at once and without waiting. */
export interface SqliteStatement {
  /** Runs it and says how many rows it wrote. */
  run(parameters: readonly SqliteParameter[]): number;
  /** Runs it and returns its rows. */
  rows(parameters: readonly SqliteParameter[]): readonly (readonly SqliteValue[])[];
  /** Runs it and hands over one row after the other; until the last, nothing may be written. */
  each(parameters: readonly SqliteParameter[]): Iterable<readonly SqliteValue[]>;
}

/** What a transaction on SQLite can do besides: SQL of that dialect, without waiting. */
export interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
  /** As `prepare`, but prepared once for each text: for few texts, whose rows are all read before the next is run. */
  kept(sql: string): SqliteStatement;
}

/** What a transaction on PostgreSQL can do besides: COPY, in its text format, in UTF-8. */
export interface PostgresConnection {
  /** The rows of a query without parameters, as the bytes of `COPY (…) TO STDOUT`, cut anywhere. */
  copyOut(sql: string): AsyncIterable<Buffer>;
  /** Rows into columns of a table; until it has ended, no other statement may run. */
  copyIn(table: string, columns: readonly string[]): CopyIn;
}

/** A running `COPY … FROM STDIN`. */
export interface CopyIn {
  /** Takes text of the format, cut anywhere; each call waits for the one before. */
  write(text: string | Buffer): Promise<void>;
  /** Ends the text. Only then are all rows in the table. */
  end(): Promise<void>;
}

/**
 * What every function of the store takes first: the database, or a transaction in it. `queries` is for the
 * store alone.
 */
export interface Executor {
  readonly queries: Kysely<Tables>;
  /**
   * Runs reads that see one state of the database: that of the transaction, or on a database that of the
   * moment the first read starts. Inside, use only the transaction that is passed.
   */
  read<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
}

/** One transaction. It ends with the function it was passed to and must not be kept. */
export interface Transaction extends Executor {
  readonly connection: Connection;
  /** For fast paths of SQLite; `null` on PostgreSQL. */
  readonly sqlite: SqliteConnection | null;
  /** For fast paths of PostgreSQL; `null` on SQLite. */
  readonly postgres: PostgresConnection | null;
}

/** An open database. Handles are not shared between threads: each worker opens its own. */
export interface Database extends Executor {
  /** The file the database is in, or the address of the PostgreSQL database, without its password. */
  readonly path: string;
  /** Whether it is a file that another thread can open by its path. */
  readonly isFile: boolean;
  /**
   * Runs `work` in a transaction that may write; when it throws, nothing of it stays. Inside, use only the
   * transaction that is passed: a call on the database itself would wait for it for ever. SQLite runs one
   * such transaction at a time; on PostgreSQL they run side by side, and see what others have committed.
   */
  write<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
