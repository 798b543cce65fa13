import { format, parse } from 'node:path';
import { migrateToLatest, openDatabase } from './database.js';
import type { Database } from './executor.js';
import { isPostgresAddress } from './postgres/is-postgres-address.js';

/**
 * Opens what the service itself keeps: its jobs and the requests that it has answered. On PostgreSQL that is
 * the database itself. SQLite lets one handle write at a time, and makes the others wait without letting go of
 * their thread: there it is a file beside the database, so that a request never waits for an import.
 *
 * Throws where it cannot be opened, as {@link openDatabase} does.
 *
 * @example
 * const db = await openServiceDatabase('attain.sqlite'); // attain-service.sqlite
 */
export async function openServiceDatabase(address: string): Promise<Database> {
  const db = await openDatabase(serviceAddress(address));
  await migrateToLatest(db);
  return db;
}

function serviceAddress(address: string): string {
  if (isPostgresAddress(address)) return address;
  const { dir, name, ext } = parse(address);
  return format({ dir, name: `${name}-service`, ext });
}
