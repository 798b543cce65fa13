import BetterSqlite3 from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Connection, Database, SqlRow, Transaction } from '../executor.js';
import type { Tables } from '../tables.js';
import { ImmediateDialect } from './immediate-dialect.js';

/** How long a handle waits for another one's write, in milliseconds; an import may take some seconds. */
const BUSY_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Opens an SQLite file for the store.
 *
 * - WAL, so that readers neither wait for the one writer nor see half of what it writes.
 * - `synchronous = full`: what a caller was told is stored survives the loss of power.
 * - `recursive_triggers`, so that `insert or replace` cannot pass by the triggers that refuse a delete.
 *
 * @example
 * const db = openSqlite('attain.db');
 */
export function openSqlite(path: string): Database {
  const handle = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MILLISECONDS });
  handle.defaultSafeIntegers(true);
  for (const pragma of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'recursive_triggers = on',
    'cache_size = -65536',
  ]) {
    handle.pragma(pragma);
  }
  const queries = new Kysely<Tables>({ dialect: new ImmediateDialect({ database: handle }) });
  const connection = connectionOf(handle);

  const within = async <T>(
    builder: ReturnType<typeof queries.transaction>,
    work: (trx: Transaction) => Promise<T>,
  ) =>
    builder.execute((inner) => {
      const trx: Transaction = { queries: inner, connection, read: (reads) => reads(trx) };
      return work(trx);
    });

  return {
    path,
    queries,
    read: (work) => within(queries.transaction().setAccessMode('read only'), work),
    write: (work) => within(queries.transaction(), work),
    async close() {
      // Kysely closes the handle only if it has run a query.
      await queries.destroy();
      handle.close();
    },
  };
}

function connectionOf(handle: BetterSqlite3.Database): Connection {
  return {
    prepare(sql) {
      const statement = handle.prepare<[SqlRow], SqlRow>(sql);
      if (statement.reader) statement.raw(true);
      return {
        run: (parameters) => statement.run(parameters).changes,
        rows: (parameters) => statement.all(parameters),
        each: (parameters) => statement.iterate(parameters),
      };
    },
  };
}
