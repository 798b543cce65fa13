import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** By what weight people take part in pools. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'pool_weight', {
    columns: { payee: 'text', pool: 'text', from: 'text', to: 'text?', weight: 'text' },
    key: ['payee', 'pool', 'from'],
  });
}
