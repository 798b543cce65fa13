import type { Kysely } from 'kysely';
import { createTable, refuseUpdateAndDelete } from './create-table.js';

/** The history: one row for each change, which all that it wrote points to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'change', {
    columns: {
      sequence: 'integer',
      recorded_at: 'text',
      actor: 'text',
      command: 'text',
      reason: 'text?',
      content_hash: 'text?',
    },
    key: ['sequence'],
    clustered: false,
  }).execute();
  await refuseUpdateAndDelete(db, 'change');
}
