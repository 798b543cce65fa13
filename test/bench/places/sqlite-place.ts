import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabasePlace } from './database-place.js';
import { withSqlite } from './sqlite-reader.js';

/**
 * Databases as files of a folder.
 *
 * @example
 * sqlitePlace('/tmp/bench').address('base') // '/tmp/bench/base.sqlite'
 */
export function sqlitePlace(folder: string): DatabasePlace {
  const address = (name: string) => join(folder, `${name}.sqlite`);
  const drop = async (name: string) => {
    for (const suffix of ['', '-wal', '-shm']) await rm(`${address(name)}${suffix}`, { force: true });
  };
  return {
    address,
    drop,
    create: drop,
    has: async (name) => existsSync(address(name)),
    copy: async (from, to) => {
      await drop(to);
      withSqlite(address(from), (db) => db.pragma('wal_checkpoint(truncate)'));
      await copyFile(address(from), address(to));
      // What the copy still has to write would be measured with what comes next.
      flush(address(to));
    },
    version: async () =>
      `SQLite ${withSqlite(':memory:', (db) => db.prepare('select sqlite_version()').pluck().get())}`,
    close: async () => undefined,
  };
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
