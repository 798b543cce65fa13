import { sql } from 'kysely';
import type { Database } from '../executor.js';

/**
 * Puts what is committed from the log of an SQLite database into the file, as far as no other handle is in the way.
 * No transaction of the handle may be open.
 *
 * @example
 * await flushLog(db);
 */
export async function flushLog(db: Database): Promise<void> {
  await sql`pragma wal_checkpoint(passive)`.execute(db.queries);
}
