import type { Kysely } from 'kysely';
import { createIndex } from './create-table.js';

/** Every request of a payee or manager asks for their own memberships: what they may see depends on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIndex(db, 'membership', ['payee']);
}
