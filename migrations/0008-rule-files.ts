import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** The plans and the company file: as they were written, and in canonical form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'rule_file', {
    columns: { path: 'text', kind: 'text', plan: 'text?', hash: 'text', source: 'text', canonical: 'text' },
    key: ['path'],
  });
}
