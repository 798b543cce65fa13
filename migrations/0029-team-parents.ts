import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** Of which team others were part on which days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'team_parent', {
    columns: { team: 'text', parent: 'text?', from: 'text', to: 'text?' },
    key: ['team', 'from'],
  });
}
