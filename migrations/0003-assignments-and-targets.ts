import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** Which plan a payee is on, and what is expected: target incentives and quotas. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'assignment', {
    columns: { payee: 'text', plan: 'text', from: 'text', to: 'text?' },
    key: ['payee', 'plan', 'from'],
  });
  await createVersionedTable(db, 'target_incentive', {
    columns: { payee: 'text', from: 'text', to: 'text?', amount: 'integer', currency: 'text?' },
    key: ['payee', 'from'],
  });
  await createVersionedTable(db, 'quota', {
    columns: {
      payee: 'text',
      team: 'text',
      quota: 'text',
      from: 'text',
      to: 'text',
      amount: 'text',
      currency: 'text?',
      spread: 'text',
      weights: 'text?',
    },
    key: ['payee', 'team', 'quota', 'from'],
  });
}
