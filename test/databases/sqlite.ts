import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';
import { openTemporary, removeAfterTest } from './opened.js';

/** A path for a database in a folder of its own, which is deleted after the test. */
export function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-store-'));
  removeAfterTest(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'attain.db');
}

/**
 * Makes databases that are copies of one, which has all tables and is filled once for each process: gives the path of
 * another copy at each call.
 */
export function copiesOf(fill: (db: Database) => Promise<void>): () => Promise<string> {
  let filled: Promise<Buffer> | undefined;
  return async () => {
    filled ??= filledFile(fill);
    const path = temporaryPath();
    writeFileSync(path, await filled);
    return path;
  };
}

/** The path of a database with all tables and nothing in them. */
export const emptyFile = copiesOf(async () => undefined);

/** A database with all tables and nothing in them. */
export async function emptyDatabase(): Promise<Database> {
  return openTemporary(await emptyFile());
}

async function filledFile(fill: (db: Database) => Promise<void>): Promise<Buffer> {
  const path = temporaryPath();
  const db = await openDatabase(path);
  await migrateToLatest(db);
  await fill(db);
  // The last handle to close moves all that was written into the file itself.
  await closeDatabase(db);
  return readFileSync(path);
}
