import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import { startPostgres } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the migrated database that those of the tests on PostgreSQL are copies of. */
    readonly postgresTemplate: string;
  }
}

const TEMPLATE = 'attain_template';

/** Starts one PostgreSQL server for all tests of a run, and stops it after them; see `databases.ts`. */
export default async function startOneServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  try {
    const client = new pg.Client(server.address('postgres'));
    await client.connect();
    await client.query(`create database ${TEMPLATE}`);
    // Databases that a test is done with, for the next one.
    await client.query('create unlogged table free_database (name text primary key)');
    await client.end();
    const template = await openDatabase(server.address(TEMPLATE));
    await migrateToLatest(template);
    await closeDatabase(template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgresTemplate', server.address(TEMPLATE));
  return server.stop;
}
