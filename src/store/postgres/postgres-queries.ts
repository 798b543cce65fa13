import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { refuseNul } from '../refused-text.js';
import type { Tables } from '../tables.js';

/**
 * The query builder over a pool of connections, each query on any of them; destroying it ends the pool.
 *
 * @example
 * const queries = poolQueries(pool);
 */
export function poolQueries(pool: Pool): Kysely<Tables> {
  const connect = async () => {
    const client = await pool.connect();
    return checked(client, () => client.release());
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }) });
}

/**
 * The query builder over the one client of a transaction, which is released by whoever began it.
 *
 * @example
 * const queries = clientQueries(client);
 */
export function clientQueries(client: PoolClient): Kysely<Tables> {
  const only = checked(client, () => {});
  const pool = { connect: async () => only, end: async () => {} };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** A client that refuses what PostgreSQL cannot take before it fails on it. */
function checked(client: PoolClient, release: () => void): PostgresPoolClient {
  const query = async (sql: string, parameters: readonly unknown[]) => {
    for (const parameter of parameters) if (typeof parameter === 'string') refuseNul(parameter);
    return client.query(sql, [...parameters]);
  };
  // Kysely also knows cursors, which the store reads by itself.
  return { query: query as unknown as PostgresPoolClient['query'], release };
}
