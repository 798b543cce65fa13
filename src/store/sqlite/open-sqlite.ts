import BetterSqlite3 from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Database, Transaction } from '../executor.js';
import type { Tables } from '../tables.js';
import { BUSY_TIMEOUT_MILLISECONDS, ImmediateDialect } from './immediate-dialect.js';
import { keptStatements } from './kept-statements.js';
import { sqliteConnection, sqliteStatements } from './sqlite-connection.js';

/** How a handle of a database is to be opened. */
export interface HandleOptions {
  /** How much of an SQLite file the handle keeps in memory. */
  readonly pageCacheMebibytes?: number;
  /**
   * Whether what the handle commits is worth nothing before another handle commits after it, which then makes both
   * last: a run that is written and not yet published, of which nothing is left to tell where power was lost.
   */
  readonly isProvisional?: boolean;
}

/** How much of the file a handle keeps in memory: enough for what reads here and there. */
const USUAL_CACHE_MEBIBYTES = 16;
/**
 * How many pages of the log go into the file at once: 64 MiB of them, so that few of the commits have to wait for it,
 * and what was written again in between goes there once.
 */
const PAGES_OF_LOG = 16_384;

/**
 * Opens an SQLite file for the store.
 *
 * - WAL, so that readers neither wait for the one writer nor see half of what it writes.
 * - `synchronous = full`: what a caller was told is stored survives the loss of power. A handle that is provisional
 *   does not wait for the disk.
 * - `recursive_triggers`, so that `insert or replace` cannot pass by the triggers that refuse a delete.
 *
 * @example
 * const db = openSqlite('attain.db');
 */
export function openSqlite(path: string, options: HandleOptions = {}): Database {
  const { pageCacheMebibytes = USUAL_CACHE_MEBIBYTES, isProvisional = false } = options;
  const handle = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MILLISECONDS });
  handle.defaultSafeIntegers(true);
  for (const pragma of [
    'journal_mode = wal',
    // In the order in which it was committed; a log that is flushed later is flushed with all that is in it.
    isProvisional ? 'synchronous = normal' : 'synchronous = full',
    `wal_autocheckpoint = ${PAGES_OF_LOG}`,
    'foreign_keys = on',
    'recursive_triggers = on',
    `cache_size = ${-1024 * pageCacheMebibytes}`,
  ]) {
    handle.pragma(pragma);
  }
  const database = { prepare: keptStatements((sql) => handle.prepare(sql)), close: () => handle.close() };
  const queries = new Kysely<Tables>({ dialect: new ImmediateDialect({ database }) });
  const connection = sqliteConnection(handle);
  const sqlite = sqliteStatements(handle);

  const within = async <T>(
    builder: ReturnType<typeof queries.transaction>,
    work: (trx: Transaction) => Promise<T>,
  ) =>
    builder.execute((inner) => {
      const trx: Transaction = {
        queries: inner,
        connection,
        sqlite,
        postgres: null,
        read: (reads) => reads(trx),
      };
      return work(trx);
    });

  return {
    path,
    isFile: path !== ':memory:',
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
