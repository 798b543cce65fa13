import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * The double-entry ledger of what payees earn and are paid. A closing or a payout posts at most one transaction for
 * a payee in a book, so that nothing can be posted twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'ledger_transaction', {
    columns: {
      sequence: 'integer',
      source: 'text',
      source_number: 'integer',
      book: 'text',
      payee: 'text',
      currency: 'text',
      pay_group: 'text',
      period: 'text',
    },
    key: ['sequence'],
    clustered: false,
  })
    .addCheckConstraint('ledger_transaction_source', sql`"source" in ('closing', 'payout', 'adjustment')`)
    .addCheckConstraint('ledger_transaction_book', sql`"book" in ('earning', 'pay', 'payout')`)
    .execute();
  await createIndex(db, 'ledger_transaction', ['source', 'source_number', 'payee', 'book'], { unique: true });
  await createIndex(db, 'ledger_transaction', ['payee', 'currency']);
  await refuseUpdateAndDelete(db, 'ledger_transaction');

  await createTable(db, 'ledger_entry', {
    columns: { sequence: 'integer', account: 'text', amount: 'integer' },
    key: ['sequence', 'account'],
    clustered: true,
  })
    .addForeignKeyConstraint('ledger_entry_of_transaction', ['sequence'], 'ledger_transaction', ['sequence'])
    .addCheckConstraint('ledger_entry_is_not_zero', sql`"amount" <> 0`)
    .execute();
  await refuseUpdateAndDelete(db, 'ledger_entry');
}
