import type { Database } from '../../src/store/executor.js';
import { openTemporary } from './opened.js';
import { emptyPostgresAddress, newPostgresAddress } from './postgres.js';
import { emptyFile, temporaryPath } from './sqlite.js';

/**
 * One suite, run on every database the store knows:
 *
 *     import { databases } from '../databases/databases.js';
 *
 *     describe.each(databases)('a change on $name', (database) => {
 *       it('is numbered from 1', async () => {
 *         const db = await database.create();
 *         …
 *       });
 *     });
 *
 * Each call gives another database, an SQLite file or a database of the one PostgreSQL server that the test
 * run has (`one-server.ts`, a global set-up in `vitest.config.ts`). Handles are closed and databases deleted
 * after the test; those of a `beforeAll`, after the tests of the file. What opens the database by itself, as a process or a service does, takes its address:
 *
 *     const address = await database.createAddress();
 *     await runProgram(['--database', address, 'import', folder], terminal);
 */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A handle of a new database with all tables and nothing in them. */
  create(): Promise<Database>;
  /** The address of a new database with all tables and nothing in them. */
  createAddress(): Promise<string>;
  /** The address of a new database without any table. */
  newAddress(): Promise<string>;
}

export const SQLITE: TestDatabase = {
  name: 'SQLite',
  create: async () => openTemporary(await emptyFile()),
  createAddress: emptyFile,
  newAddress: async () => temporaryPath(),
};

export const POSTGRES: TestDatabase = {
  name: 'PostgreSQL',
  create: async () => openTemporary(await emptyPostgresAddress()),
  createAddress: emptyPostgresAddress,
  newAddress: newPostgresAddress,
};

export const databases: readonly TestDatabase[] = [SQLITE, POSTGRES];
