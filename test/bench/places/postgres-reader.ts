import pg from 'pg';
import type { DatabaseReader, ReadValue, TableColumns } from './database-reader.js';

const BATCH_ROWS = 4_096;

/**
 * Reads a database of PostgreSQL.
 *
 * @example
 * postgresReader('postgres://localhost/bench').bytesOf('line');
 */
export function postgresReader(address: string): DatabaseReader {
  return {
    rows: (sql) => rowsOf(address, sql),
    columns: () => withClient(address, columnsOf),
    bytesOf: (table) => withClient(address, (client) => bytesOf(client, table)),
  };
}

/**
 * Connects to a database for as long as the work takes.
 *
 * @example
 * await withClient('postgres://localhost/bench', (client) => client.query('select 1'));
 */
export async function withClient<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connected(address);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * The rows of a query in batches, through a cursor; integers of 64 bits come as digits.
 *
 * @example
 * for await (const batch of batchesOf(client, 'select id from deal')) count += batch.length;
 */
export async function* batchesOf(
  client: pg.Client,
  sql: string,
): AsyncIterable<readonly (readonly ReadValue[])[]> {
  await client.query('begin');
  await client.query(`declare benchmark no scroll cursor for ${sql}`);
  let count = BATCH_ROWS;
  while (count === BATCH_ROWS) {
    const text = `fetch ${BATCH_ROWS} from benchmark`;
    const { rows } = await client.query<ReadValue[]>({ text, rowMode: 'array' });
    count = rows.length;
    yield rows;
  }
  await client.query('commit');
}

async function connected(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return client;
}

async function* rowsOf(address: string, sql: string): AsyncIterable<readonly (readonly ReadValue[])[]> {
  const client = await connected(address);
  try {
    yield* batchesOf(client, sql);
  } finally {
    await client.end();
  }
}

const COLUMNS = `select table_name as "table", array_agg(column_name::text order by ordinal_position) as columns
  from information_schema.columns where table_schema = 'public' group by table_name order by table_name`;

async function columnsOf(client: pg.Client): Promise<readonly TableColumns[]> {
  return (await client.query<{ table: string; columns: string[] }>(COLUMNS)).rows;
}

async function bytesOf(client: pg.Client, table: string): Promise<number> {
  const text = `select pg_total_relation_size('"${table}"') as bytes`;
  return Number((await client.query<{ bytes: string }>(text)).rows[0]?.bytes);
}
