import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';
import { refuseNul } from '../refused-text.js';
import type { Tables } from '../tables.js';
import { DatabaseFailure } from './database-failure.js';

/** Where the queries of no transaction run. */
export interface QueryPool {
  /** A connection for one query. */
  readonly connect: () => Promise<PoolClient>;
  readonly end: () => Promise<void>;
  /** What whoever asks is told of an error of the driver. */
  readonly told: (error: unknown) => unknown;
}

/**
 * The query builder over a pool of connections, each query on any of them; destroying it ends the pool.
 *
 * @example
 * const queries = poolQueries({ connect: () => pool.connect(), end: () => pool.end(), told: (error) => error });
 */
export function poolQueries({ connect, end, told }: QueryPool): Kysely<Tables> {
  const connected = async () => {
    const client = await connect();
    let lost: Error | undefined;
    const heard = (error: unknown) => {
      const failure = told(error);
      if (failure instanceof DatabaseFailure && failure.code === 'database-unavailable') lost = failure;
      return failure;
    };
    // A connection that is lost may be told so before it ends: the next query must not be given it.
    return checked(client, () => client.release(lost), heard);
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect: connected, end } }) });
}

/**
 * The query builder over the one client of a transaction, which is released by whoever began it, and who is told the
 * errors of the driver as they are.
 *
 * @example
 * const queries = clientQueries(client);
 */
export function clientQueries(client: PoolClient): Kysely<Tables> {
  const only = checked(
    client,
    () => {},
    (error) => error,
  );
  const pool = { connect: async () => only, end: async () => {} };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** A client that refuses what PostgreSQL cannot take before it fails on it. */
function checked(client: PoolClient, release: () => void, told: QueryPool['told']): PostgresPoolClient {
  const query = async (sql: string, parameters: readonly unknown[]) => {
    for (const parameter of parameters) if (typeof parameter === 'string') refuseNul(parameter);
    return client.query(sql, [...parameters]).catch((error: unknown) => {
      throw told(error);
    });
  };
  // Kysely also knows cursors, which the store reads by itself.
  return { query: query as unknown as PostgresPoolClient['query'], release };
}
