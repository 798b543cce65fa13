import { type Kysely, sql } from 'kysely';
import { createTable } from './create-table.js';

/**
 * Which records a change touched, where they are few: what was calculated before is brought up to date from them.
 * What changes of before touched is not known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'touched_record', {
    columns: { change: 'integer', kind: 'text', key: 'text' },
    key: ['change', 'kind', 'key'],
    clustered: true,
  }).execute();
  await sql`insert into touched_record (change, kind, key)
    select max(sequence), '', '' from change having max(sequence) is not null
    on conflict do nothing`.execute(db);
}
