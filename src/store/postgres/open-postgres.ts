import pg, { type Pool, type PoolClient } from 'pg';
import type { Database, Transaction } from '../executor.js';
import { databaseFailure, lostConnection, stoodInTheWay } from './database-failure.js';
import { postgresConnection } from './postgres-connection.js';
import { type PostgresCopies, postgresCopies } from './postgres-copies.js';
import { clientQueries, poolQueries } from './postgres-queries.js';
import { POSTGRES_TYPES } from './postgres-types.js';
import { withoutPassword } from './without-password.js';

/** Connections of one handle: one for each transaction that runs at a time. */
const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MILLISECONDS = 10_000;

/** A cursor is read to its end, so it is planned for all rows, not for the first. */
const BEGIN_READ = 'begin isolation level repeatable read, read only; set local cursor_tuple_fraction = 1';
/** Not `repeatable read`: a change that waited for the one before it must see what that one wrote. */
const BEGIN_WRITE = 'begin isolation level read committed; set local cursor_tuple_fraction = 1';

/**
 * Opens a PostgreSQL database for the store. Throws a {@link DatabaseFailure} where no server answers at the
 * address, where it lets nobody in, or where the database is not in UTF-8.
 *
 * @example
 * const db = await openPostgres('postgres://attain:secret@db.example.com:5432/attain');
 */
export async function openPostgres(address: string): Promise<Database> {
  const pool = newPool(address);
  try {
    const { rows } = await pool.query<{ server_encoding: string }>('show server_encoding');
    const encoding = rows[0]?.server_encoding;
    if (encoding !== 'UTF8') throw new Error(`its texts are in ${encoding}, where UTF8 is needed`);
  } catch (error) {
    await pool.end();
    throw databaseFailure(address, error);
  }
  const connect = () =>
    pool.connect().catch((error: unknown) => {
      throw databaseFailure(address, error);
    });
  const told = (error: unknown) => lostConnection(address, stoodInTheWay(address, error));
  const queries = poolQueries({ connect, end: () => pool.end(), told });
  const within = transactionsOf(connect, address);
  return {
    path: withoutPassword(address),
    isFile: false,
    queries,
    read: (work) => within(BEGIN_READ, work),
    write: (work) => within(BEGIN_WRITE, work),
    async close() {
      // Kysely ends the pool only if it has run a query.
      await queries.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

function newPool(address: string): Pool {
  const pool = new pg.Pool({
    connectionString: address,
    application_name: 'attain',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    types: POSTGRES_TYPES,
  });
  // A connection that breaks fails the query that runs on it, and is replaced; unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function transactionsOf(connect: () => Promise<PoolClient>, address: string) {
  return async <T>(begin: string, work: (trx: Transaction) => Promise<T>): Promise<T> => {
    const client = await connect();
    const copies = postgresCopies(client);
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const value = await work(transactionOn(client, copies));
      await client.query('commit');
      return value;
    } catch (error) {
      await copies.abandon();
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      const told = stoodInTheWay(address, error);
      // What looks like a lost connection may be that of somebody else, such as of whoever reads the answer.
      throw broken === undefined ? told : lostConnection(address, told);
    } finally {
      client.release(broken);
    }
  };
}

function transactionOn(client: PoolClient, copies: PostgresCopies): Transaction {
  const trx: Transaction = {
    queries: clientQueries(client),
    connection: postgresConnection(client, copies),
    sqlite: null,
    postgres: copies,
    read: (reads) => reads(trx),
  };
  return trx;
}
