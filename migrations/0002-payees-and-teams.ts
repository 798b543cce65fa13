import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** Who is paid, and in which teams. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'payee', {
    columns: {
      id: 'text',
      name: 'text',
      email: 'text?',
      role: 'text?',
      region: 'text?',
      hire_date: 'text?',
      leave_date: 'text?',
    },
    key: ['id'],
  });
  await createVersionedTable(db, 'team', {
    columns: { id: 'text', name: 'text', parent: 'text?' },
    key: ['id'],
  });
  await createVersionedTable(db, 'membership', {
    columns: { team: 'text', payee: 'text', as: 'text', from: 'text', to: 'text?' },
    key: ['team', 'payee', 'as', 'from'],
  });
}
