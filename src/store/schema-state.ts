import { Migrator } from 'kysely';
import { MIGRATIONS } from '../../migrations/index.js';
import type { Executor } from './executor.js';

/**
 * The migrations that the database lacks, in the order of their numbers. Throws where the database does not
 * answer.
 *
 * @example
 * await missingMigrations(db); // [] once it is migrated to the latest
 */
export async function missingMigrations(executor: Executor): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: executor.queries,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  });
  const migrations = await migrator.getMigrations();
  return migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}
