import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/** What managers and finance decide on statements before their period is closed. Nobody decides on their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'statement_approval', {
    columns: {
      sequence: 'identity',
      pay_group: 'text',
      period: 'text',
      payee: 'text',
      level: 'text',
      decision: 'text',
      totals_hash: 'text',
      actor: 'text',
      reason: 'text?',
      at: 'text',
      change: 'integer',
    },
    key: ['sequence'],
    clustered: false,
  })
    .addCheckConstraint('statement_approval_is_one', sql`"decision" in ('approved', 'rejected')`)
    .addCheckConstraint('statement_approval_level', sql`"level" in ('manager', 'finance')`)
    .addCheckConstraint('statement_approval_is_of_another', sql`"actor" <> "payee"`)
    .execute();
  await createIndex(db, 'statement_approval', ['pay_group', 'period']);
  await refuseUpdateAndDelete(db, 'statement_approval');
}
