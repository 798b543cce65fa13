import BetterSqlite3 from 'better-sqlite3';

/**
 * Opens an SQLite file for a program that the product is compared with, under the settings that the product
 * has. Integers are plain numbers, the fastest they come; none of the workload is beyond 2^53.
 *
 * @example
 * const db = openPlainly('plain.sqlite');
 */
export function openPlainly(path: string): BetterSqlite3.Database {
  const db = new BetterSqlite3(path);
  for (const pragma of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'cache_size = -65536',
  ])
    db.pragma(pragma);
  return db;
}
