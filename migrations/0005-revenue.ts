import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** When the revenue of a deal is recognized: by a schedule, by milestones, or as given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'revenue_schedule', {
    columns: {
      deal: 'text',
      method: 'text',
      from: 'text',
      to: 'text?',
      amount: 'integer?',
      currency: 'text?',
    },
    key: ['deal'],
  });
  await createVersionedTable(db, 'milestone', {
    columns: { deal: 'text', id: 'text', date: 'text', share: 'text' },
    key: ['deal', 'id'],
  });
  await createVersionedTable(db, 'revenue_entry', {
    columns: { deal: 'text', id: 'text', date: 'text', amount: 'integer', currency: 'text?' },
    key: ['deal', 'id'],
  });
}
