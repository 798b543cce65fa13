import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** What one currency was worth in another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'fx_rate', {
    columns: { from: 'text', to: 'text', date: 'text', rate: 'text' },
    key: ['from', 'to', 'date'],
  });
}
