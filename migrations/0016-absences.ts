import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** When somebody is away: leaves of absence, notice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'absence', {
    columns: { payee: 'text', from: 'text', to: 'text?', kind: 'text?' },
    key: ['payee', 'from'],
  });
}
