import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { createTable } from './create-table.js';

/** Calculations, the shards of payees they are done in, and the one whose results are shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'run', {
    columns: {
      id: 'identity',
      through: 'text',
      change: 'integer',
      rules_hash: 'text',
      inputs_hash: 'text',
      engine_version: 'text',
      status: 'text',
      started_at: 'text',
      finished_at: 'text?',
      actor: 'text',
    },
    key: ['id'],
    clustered: false,
  }).execute();
  await createTable(db, 'shard', {
    columns: {
      run: 'integer',
      number: 'integer',
      payees: 'text',
      status: 'text',
      lease_owner: 'text?',
      lease_until: 'text?',
      attempts: 'integer',
    },
    key: ['run', 'number'],
    clustered: true,
  })
    .addForeignKeyConstraint('shard_of_run', ['run'], 'run', ['id'])
    .execute();
  await createTable(db, 'published', {
    columns: { id: 'integer', run: 'integer' },
    key: ['id'],
    clustered: false,
  })
    .addForeignKeyConstraint('published_run', ['run'], 'run', ['id'])
    .addCheckConstraint('published_is_one_row', sql`"id" = 1`)
    .execute();
}
