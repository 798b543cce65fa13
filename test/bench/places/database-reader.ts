import { isPostgresAddress } from '../../../src/store/postgres/is-postgres-address.js';
import { postgresReader } from './postgres-reader.js';
import { sqliteReader } from './sqlite-reader.js';

/** A value as it comes out of a database: integers as numbers, or as digits where the driver says so. */
export type ReadValue = string | number | null;

/** The columns of a table, in their order. */
export interface TableColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Reads a database that nobody writes to, whichever it is. */
export interface DatabaseReader {
  /** The rows of a query in batches. */
  rows(sql: string): AsyncIterable<readonly (readonly ReadValue[])[]>;
  /** All tables but those of the database itself, by name. */
  columns(): Promise<readonly TableColumns[]>;
  /** What a table and its indexes take, in bytes. */
  bytesOf(table: string): Promise<number>;
}

/**
 * The reader of the database at an address.
 *
 * @example
 * databaseReader('bench.sqlite').rows('select id from deal');
 */
export function databaseReader(address: string): DatabaseReader {
  return isPostgresAddress(address) ? postgresReader(address) : sqliteReader(address);
}
