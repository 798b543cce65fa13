import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * Lines of statements that somebody questions, what is said about them, and how each ends. A dispute ends once, and
 * only its opener's own withdrawal is not another person's decision: the keys and checks say so, whoever writes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'dispute', {
    columns: {
      number: 'integer',
      payee: 'text',
      line: 'text',
      pay_group: 'text',
      period: 'text',
      component: 'text',
      deal: 'text?',
      date: 'text',
      currency: 'text',
      amount: 'integer',
      expected: 'integer',
      message: 'text',
      corrections: 'text',
      opener: 'text',
      opened_at: 'text',
      change: 'integer',
    },
    key: ['number'],
    clustered: false,
  }).execute();
  await createIndex(db, 'dispute', ['number', 'opener'], { unique: true });
  await createIndex(db, 'dispute', ['payee']);

  await createTable(db, 'dispute_reply', {
    columns: {
      dispute: 'integer',
      number: 'integer',
      actor: 'text',
      message: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['dispute', 'number'],
    clustered: true,
  })
    .addForeignKeyConstraint('dispute_reply_of_dispute', ['dispute'], 'dispute', ['number'])
    .execute();

  await createTable(db, 'dispute_decision', {
    columns: {
      dispute: 'integer',
      decision: 'text',
      opener: 'text',
      actor: 'text',
      reason: 'text?',
      at: 'text',
      change: 'integer',
    },
    key: ['dispute'],
    clustered: false,
  })
    .addForeignKeyConstraint('dispute_decision_of_dispute', ['dispute', 'opener'], 'dispute', [
      'number',
      'opener',
    ])
    .addCheckConstraint(
      'dispute_decision_is_of_another',
      sql`("decision" in ('accepted', 'rejected') and "actor" <> "opener")
        or ("decision" = 'withdrawn' and "actor" = "opener")`,
    )
    .execute();
  for (const table of ['dispute', 'dispute_reply', 'dispute_decision'])
    await refuseUpdateAndDelete(db, table);
}
