import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';

const folders: string[] = [];
const databases: Database[] = [];

afterEach(async () => {
  for (const db of databases.splice(0)) await closeDatabase(db);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A path for a database in a folder of its own, which is deleted after the test. */
export function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-store-'));
  folders.push(folder);
  return join(folder, 'attain.db');
}

/** A handle that is closed after the test. */
export async function openTemporary(path: string): Promise<Database> {
  const db = await openDatabase(path);
  databases.push(db);
  return db;
}

/** A database with all tables and nothing in them: a copy of one that is migrated once for each test file. */
export async function emptyDatabase(): Promise<Database> {
  template ??= migratedFile();
  const path = temporaryPath();
  writeFileSync(path, await template);
  return openTemporary(path);
}

let template: Promise<Buffer> | undefined;

async function migratedFile(): Promise<Buffer> {
  const path = temporaryPath();
  const db = await openDatabase(path);
  await migrateToLatest(db);
  // The last handle to close moves all that was written into the file itself.
  await closeDatabase(db);
  return readFileSync(path);
}
