import { Migrator } from 'kysely';
import { MIGRATIONS } from '../../migrations/index.js';
import type { Database } from './executor.js';
import { openSqlite } from './sqlite/open-sqlite.js';

/**
 * Opens the database in a file and makes the file when there is none. The tables are made by
 * {@link migrateToLatest}. The folder of the file must exist; otherwise this throws.
 *
 * @example
 * const db = await openDatabase('attain.db');
 */
export async function openDatabase(path: string): Promise<Database> {
  return openSqlite(path);
}

/**
 * Closes a database; no function may be called on it afterwards.
 *
 * @example
 * await closeDatabase(db);
 */
export async function closeDatabase(db: Database): Promise<void> {
  await db.close();
}

/**
 * Runs the migrations that the database lacks, in the order of their numbers, and returns their names. One
 * that was interrupted is run again. Throws what stopped a migration.
 *
 * @example
 * await migrateToLatest(db); // ['0001-changes', '0002-payees-and-teams', …], and [] the next time
 */
export async function migrateToLatest(db: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: db.queries,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((each) => each.status === 'Success').map((each) => each.migrationName);
}
