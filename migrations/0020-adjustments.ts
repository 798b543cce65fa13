import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * Amounts that are added to pay by hand, and what is decided on them. An adjustment has one decision for good, and
 * whoever made it cannot be who decides: the keys and checks say so, whoever writes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'adjustment', {
    columns: {
      number: 'integer',
      payee: 'text',
      pay_group: 'text',
      period: 'text',
      currency: 'text',
      amount: 'integer',
      reason: 'text',
      attachment_file: 'text?',
      attachment_hash: 'text?',
      note: 'text?',
      maker: 'text',
      made_at: 'text',
      change: 'integer',
    },
    key: ['number'],
    clustered: false,
  })
    .addCheckConstraint('adjustment_is_something', sql`"amount" <> 0`)
    .addCheckConstraint(
      'adjustment_attachment_is_whole',
      sql`("attachment_file" is null) = ("attachment_hash" is null)`,
    )
    .execute();
  await createIndex(db, 'adjustment', ['number', 'maker'], { unique: true });
  await createIndex(db, 'adjustment', ['pay_group', 'period']);
  await createIndex(db, 'adjustment', ['payee']);

  await createTable(db, 'adjustment_decision', {
    columns: {
      adjustment: 'integer',
      decision: 'text',
      maker: 'text',
      actor: 'text',
      reason: 'text?',
      at: 'text',
      change: 'integer',
    },
    key: ['adjustment'],
    clustered: false,
  })
    .addForeignKeyConstraint('adjustment_decision_of_adjustment', ['adjustment', 'maker'], 'adjustment', [
      'number',
      'maker',
    ])
    .addCheckConstraint('adjustment_decision_is_one', sql`"decision" in ('approved', 'rejected')`)
    .addCheckConstraint('adjustment_decision_is_of_another', sql`"actor" <> "maker"`)
    .execute();
  await createIndex(db, 'adjustment_decision', ['change']);
  for (const table of ['adjustment', 'adjustment_decision']) await refuseUpdateAndDelete(db, table);
}
