import { sql } from 'kysely';
import type { Database } from '../executor.js';

/** As much of a file as SQLite maps at most, which is some 2 GiB; the rest is read as usual. */
const MOST_BYTES = 0x7fff0000;

/**
 * Lets a handle read an SQLite file where the system keeps it in memory, without a call and a copy for each page: for
 * work that reads here and there, of which no cache of its own would have the pages. The system takes that memory back
 * when it needs it. Databases that are no files are left as they are. No transaction of the handle may be open.
 *
 * @example
 * await mapFile(db);
 */
export async function mapFile(db: Database): Promise<void> {
  await setMapped(db, MOST_BYTES);
}

/**
 * Ends what {@link mapFile} began, as before work that reads the whole file and takes memory itself.
 *
 * @example
 * await unmapFile(db);
 */
export async function unmapFile(db: Database): Promise<void> {
  await setMapped(db, 0);
}

async function setMapped(db: Database, bytes: number): Promise<void> {
  if (db.isFile) await sql`pragma mmap_size = ${sql.raw(String(bytes))}`.execute(db.queries);
}
