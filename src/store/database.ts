import { Migrator } from 'kysely';
import { MIGRATIONS } from '../../migrations/index.js';
import type { Database } from './executor.js';
import { isPostgresAddress } from './postgres/is-postgres-address.js';
import { openPostgres } from './postgres/open-postgres.js';
import { type HandleOptions, openSqlite } from './sqlite/open-sqlite.js';

/** For a handle that imports: files in no order make it go back to many pages. */
export const IMPORT_CACHE = Object.freeze({ pageCacheMebibytes: 64 });

/**
 * Opens a database: of PostgreSQL where it is named by an address, else the SQLite file at a path, which is
 * made when there is none. The tables are made by {@link migrateToLatest}. Throws where the folder of the file
 * does not exist, and a `DatabaseFailure` where the PostgreSQL database cannot be used.
 *
 * @param options `pageCacheMebibytes`: how much of an SQLite file the handle keeps in memory; one that goes
 *   through tables once, in order, needs little, and one that imports needs {@link IMPORT_CACHE};
 *   `isProvisional`: whether what it commits may be lost with the power until another handle commits
 *
 * @example
 * const db = await openDatabase('attain.db');
 * const other = await openDatabase('postgres://attain:secret@localhost:5432/attain');
 */
export async function openDatabase(path: string, options: HandleOptions = {}): Promise<Database> {
  return isPostgresAddress(path) ? openPostgres(path) : openSqlite(path, options);
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
