import BetterSqlite3 from 'better-sqlite3';
import type { DatabaseReader, ReadValue } from './database-reader.js';

const BATCH_ROWS = 4_096;

/**
 * Reads a file of SQLite.
 *
 * @example
 * sqliteReader('bench.sqlite').bytesOf('line');
 */
export function sqliteReader(path: string): DatabaseReader {
  return {
    rows: (sql) => batches(path, sql),
    columns: async () => withSqlite(path, columnsOf),
    bytesOf: async (table) => withSqlite(path, (db) => bytesOf(db, table)),
  };
}

/**
 * Opens a file for as long as the work takes.
 *
 * @example
 * withSqlite('bench.sqlite', (db) => db.pragma('wal_checkpoint(truncate)'));
 */
export function withSqlite<T>(path: string, work: (db: BetterSqlite3.Database) => T): T {
  const db = new BetterSqlite3(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

async function* batches(path: string, sql: string): AsyncIterable<readonly (readonly ReadValue[])[]> {
  const db = new BetterSqlite3(path);
  try {
    let batch: (readonly ReadValue[])[] = [];
    for (const row of db.prepare<[], readonly ReadValue[]>(sql).raw().iterate()) {
      batch.push(row);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  } finally {
    db.close();
  }
}

const TABLES = `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`;

function columnsOf(db: BetterSqlite3.Database) {
  const columns = db.prepare<[string], string>('select name from pragma_table_info(?) order by cid').pluck();
  const tables = db.prepare<[], string>(TABLES).pluck().all();
  return tables.map((table) => ({ table, columns: columns.all(table) }));
}

function bytesOf(db: BetterSqlite3.Database, table: string): number {
  const pages = db.prepare<[string], number>(
    'select sum(pgsize) from dbstat where name in (select name from sqlite_master where tbl_name = ?)',
  );
  return pages.pluck().get(table) ?? 0;
}
