import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { expect, vi } from 'vitest';
import type { Executor } from '../../src/store/executor.js';
import { type PostgresServer, startPostgres } from '../databases/postgres-server.js';

/** Where the databases are that a process works in when it is killed; they are known by name. */
export interface KilledPlace {
  /** What `attain` and the process open a database by. */
  address(name: string): string;
  /** Makes a database that has nothing, not even tables. */
  create(name: string): Promise<void>;
  /** Puts a copy of a database in the place of another; nobody has either open. */
  copy(from: string, to: string): Promise<void>;
  /** Waits until nothing of a killed process goes on in a database, and lets that number as if it had not been. */
  settled(name: string): Promise<void>;
  /** What the database itself says of whether it is whole. */
  expectIntact(db: Executor, what: string): Promise<void>;
  end(): Promise<void>;
}

/** Files, each in a folder of its own. */
export async function killedFiles(folder: string): Promise<KilledPlace> {
  const address = (name: string) => join(folder, 'files', name, 'attain.sqlite');
  return {
    address,
    create: async (name) => void mkdirSync(dirname(address(name)), { recursive: true }),
    copy: async (from, to) => {
      rmSync(dirname(address(to)), { recursive: true, force: true });
      cpSync(dirname(address(from)), dirname(address(to)), { recursive: true });
    },
    settled: async () => undefined,
    expectIntact: async (db, what) => {
      await db.read(async ({ connection }) => {
        expect(await connection.rows('pragma integrity_check', []), what).toEqual([['ok']]);
        expect(await connection.rows('pragma foreign_key_check', []), what).toEqual([]);
      });
    },
    end: async () => undefined,
  };
}

/** Databases of a server of PostgreSQL, which is not killed: it checks its foreign keys by itself. */
export async function killedDatabases(): Promise<KilledPlace> {
  const server = await startPostgres();
  const client = new pg.Client(server.address('postgres'));
  await client.connect();
  const make = async (name: string, template: string) => {
    await client.query(`drop database if exists "${name}" with (force)`);
    await client.query(`create database "${name}" template "${template}" strategy file_copy`);
  };
  return {
    address: (name) => server.address(name),
    create: (name) => make(name, 'template0'),
    copy: (from, to) => make(to, from),
    settled: async (name) => {
      await untilAlone(client, name);
      await countAnew(server.address(name));
    },
    expectIntact: async () => undefined,
    end: () => endAll(client, server),
  };
}

/** The server goes on with the statement that it was sent last, and may commit by it. */
async function untilAlone(client: pg.Client, name: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const sql = 'select 1 from pg_stat_activity where datname = $1';
      return (await client.query(sql, [name])).rowCount === 0;
    },
    { timeout: 30_000, interval: 5 },
  );
}

const COUNTED = `select table_name as "table", column_name as "column"
  from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`;

/** A sequence keeps the numbers that were taken by what came to nothing: those gaps would be all that differs. */
async function countAnew(address: string): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query<{ table: string; column: string }>(COUNTED);
  for (const { table, column } of rows) {
    const next = `coalesce(max("${column}"), 0) + 1`;
    await client.query(
      `select setval(pg_get_serial_sequence('"${table}"', '${column}'), ${next}, false) from "${table}"`,
    );
  }
  await client.end();
}

async function endAll(client: pg.Client, server: PostgresServer): Promise<void> {
  await client.end();
  await server.stop();
}
