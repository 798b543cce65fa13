import type { Kysely, KyselyPlugin } from 'kysely';
import type { Executor } from './executor.js';

/** What a library that signs people in is given of the database. */
export interface AccountQueries {
  readonly db: Kysely<unknown>;
  /** How values are written: instants as text, yes and no as 1 and 0, which all databases of the store take. */
  readonly type: 'sqlite';
}

/**
 * The database as better-auth's adapter takes it. Its integers are counts and flags, which it takes as numbers.
 *
 * @example
 * betterAuth({ database: accountQueries(serviceDb) })
 */
export function accountQueries({ queries }: Executor): AccountQueries {
  return { db: queries.withPlugin(PLAIN_NUMBERS) as unknown as Kysely<unknown>, type: 'sqlite' };
}

const PLAIN_NUMBERS: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(plainNumbers) }),
};

function plainNumbers(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? Number(value) : value,
  ]);
  return Object.fromEntries(values);
}
