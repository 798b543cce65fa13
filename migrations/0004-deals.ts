import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** What was sold, how it changed, and who is credited for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'deal', {
    columns: {
      id: 'text',
      name: 'text?',
      account: 'text?',
      stage: 'text?',
      close_date: 'text',
      start_date: 'text?',
      currency: 'text?',
      type: 'text?',
      product: 'text?',
      region: 'text?',
      segment: 'text?',
      channel: 'text?',
      term_months: 'integer?',
      tcv: 'integer?',
      acv: 'integer?',
      mrr: 'integer?',
      first_year: 'integer?',
      margin: 'integer?',
      quantity: 'text?',
      discount: 'text?',
      extra: 'text',
    },
    key: ['id'],
  });
  await createVersionedTable(db, 'amendment', {
    columns: {
      deal: 'text',
      id: 'text',
      date: 'text',
      kind: 'text',
      currency: 'text?',
      amount: 'integer?',
      acv: 'integer?',
      mrr: 'integer?',
      first_year: 'integer?',
      margin: 'integer?',
      quantity: 'text?',
    },
    key: ['deal', 'id'],
  });
  await createVersionedTable(db, 'split', {
    columns: { deal: 'text', payee: 'text', role: 'text', share: 'text', from: 'text', to: 'text?' },
    key: ['deal', 'payee', 'role', 'from'],
    indexes: [['payee', 'deal']],
  });
}
