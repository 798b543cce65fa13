import { afterEach } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';

const opened: Database[] = [];
const removals: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const db of opened.splice(0)) await closeDatabase(db);
  for (const remove of removals.splice(0)) await remove();
});

/** A handle that is closed after the test. */
export async function openTemporary(address: string): Promise<Database> {
  const db = await openDatabase(address);
  opened.push(db);
  return db;
}

/** Does something after the test, when all handles are closed. */
export function removeAfterTest(remove: () => Promise<void>): void {
  removals.push(remove);
}
