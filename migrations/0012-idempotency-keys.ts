import type { Kysely } from 'kysely';
import { createIndex, createTable } from './create-table.js';

/** Requests that were sent with a key, and what they were answered with, so that none is done twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'idempotency_key', {
    columns: {
      actor: 'text',
      key: 'text',
      request_hash: 'text',
      body_hash: 'text?',
      status: 'integer?',
      headers: 'text?',
      body: 'text?',
      claimed_until: 'text',
      expires_at: 'text',
    },
    key: ['actor', 'key'],
    clustered: true,
  }).execute();
  await createIndex(db, 'idempotency_key', ['expires_at']);
}
