import type { Kysely } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/** Who accepted which version of a plan, and when. A version is accepted once by each payee. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'plan_acceptance', {
    columns: {
      plan_hash: 'text',
      payee: 'text',
      plan: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['plan_hash', 'payee'],
    clustered: true,
  }).execute();
  await createIndex(db, 'plan_acceptance', ['payee']);
  await refuseUpdateAndDelete(db, 'plan_acceptance');
}
