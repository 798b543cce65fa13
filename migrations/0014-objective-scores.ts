import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** How far people came with their objectives. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'objective_score', {
    columns: {
      payee: 'text',
      objective: 'text',
      from: 'text',
      scored_on: 'text',
      score: 'text',
      note: 'text?',
    },
    key: ['payee', 'objective', 'from', 'scored_on'],
  });
}
