import type { Kysely } from 'kysely';
import { createIndex, createTable } from './create-table.js';

/** Work that is done beside the requests, and who works on which run until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'job', {
    columns: {
      id: 'identity',
      kind: 'text',
      status: 'text',
      actor: 'text',
      request: 'text',
      progress: 'text?',
      outcome: 'text?',
      created_at: 'text',
      started_at: 'text?',
      finished_at: 'text?',
      cancel_at: 'text?',
      lease_owner: 'text?',
      lease_until: 'text?',
      attempts: 'integer',
    },
    key: ['id'],
    clustered: false,
  }).execute();
  await createIndex(db, 'job', ['status', 'id']);
  await createTable(db, 'run_lease', {
    columns: { run: 'integer', owner: 'text', until: 'text' },
    key: ['run'],
    clustered: false,
  })
    .addForeignKeyConstraint('run_lease_of_run', ['run'], 'run', ['id'])
    .execute();
}
