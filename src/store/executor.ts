import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** A value as it crosses to the database and back: every integer is a bigint, so that none is rounded. */
export type SqlValue = string | bigint | null;

/** A row as the values of its columns, in the order in which the columns were asked for. */
export type SqlRow = readonly SqlValue[];

/** A statement that is prepared once and run many times. */
export interface PreparedStatement {
  /** Runs it and says how many rows it wrote. */
  run(parameters: SqlRow): number;
  /** Runs it and returns its rows. */
  rows(parameters: SqlRow): readonly SqlRow[];
  /** Runs it and hands over one row after the other; until the last, nothing may be written. */
  each(parameters: SqlRow): Iterable<SqlRow>;
}

/** The bulk path beside the query builder: portable SQL with `?` for parameters. */
export interface Connection {
  prepare(sql: string): PreparedStatement;
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
}

/** An open database. Handles are not shared between threads: each worker opens its own. */
export interface Database extends Executor {
  /** The file the database is in. */
  readonly path: string;
  /**
   * Runs `work` in a transaction that may write; when it throws, nothing of it stays. Inside, use only the
   * transaction that is passed: a call on the database itself would wait for it for ever.
   */
  write<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
