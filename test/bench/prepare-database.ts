import { formatProblems } from '../../src/problems/format-problem.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import type { BenchContext } from './bench-context.js';

/**
 * Makes a database with its tables and nothing in them.
 *
 * @example
 * await emptyDatabase(context, 'imported');
 */
export async function emptyDatabase({ place }: BenchContext, name: string): Promise<void> {
  await place.create(name);
  const db = await openDatabase(place.address(name));
  try {
    await migrateToLatest(db);
  } finally {
    await closeDatabase(db);
  }
}

/**
 * Publishes the rules of the benchmark in a database. Throws what is wrong with them.
 *
 * @example
 * await publishBenchRules(context, 'imported');
 */
export async function publishBenchRules({ place, rules }: BenchContext, name: string): Promise<void> {
  const db = await openDatabase(place.address(name));
  try {
    const published = await publishRules(db, rules, { actor: 'bench' });
    if (!published.ok) throw new Error(formatProblems(published.problems));
  } finally {
    await closeDatabase(db);
  }
}
