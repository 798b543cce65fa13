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

/** The path of a database with all tables and nothing in them. */
export async function emptyFile(): Promise<string> {
  template ??= migratedFile();
  const path = temporaryPath();
  writeFileSync(path, await template);
  return path;
}

/** A database with all tables and nothing in them. */
export async function emptyDatabase(): Promise<Database> {
  return openTemporary(await emptyFile());
}

/** All tables are made once for each test file; the databases of its tests are copies. */
let template: Promise<Buffer> | undefined;

async function migratedFile(): Promise<Buffer> {
  const path = temporaryPath();
  const db = await openDatabase(path);
  await migrateToLatest(db);
  // The last handle to close moves all that was written into the file itself.
  await closeDatabase(db);
  return readFileSync(path);
}
