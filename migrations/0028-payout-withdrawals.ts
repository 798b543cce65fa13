import { type Kysely, sql } from 'kysely';
import {
  createIndex,
  createTable,
  refuseInsertWhere,
  refuseUpdateAndDelete,
  replaceTable,
  type TableDefinition,
} from './create-table.js';

/**
 * Approved batches that were withdrawn before they were handed to payroll. A withdrawal frees the statements of its
 * batch, as a rejection does, and the database itself refuses a file for payroll of a batch that is withdrawn, a
 * withdrawal of one that there is a file of, and an item that is freed by what freed nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_withdrawal', {
    columns: {
      batch: 'integer',
      decision: 'text',
      actor: 'text',
      reason: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['batch'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_withdrawal_of_approved', ['batch', 'decision'], 'payout_decision', [
      'batch',
      'decision',
    ])
    .addCheckConstraint('payout_withdrawal_is_of_approved', sql`"decision" = 'approved'`)
    .execute();
  await refuseUpdateAndDelete(db, 'payout_withdrawal');
  await freeByWithdrawals(db);
  await refuseBoth(db);
}

const ITEM: TableDefinition = {
  columns: {
    batch: 'integer',
    closing: 'integer',
    payee: 'text',
    attempt: 'integer',
    freed_by: 'integer?',
    freed_as: 'text?',
    name: 'text',
    email: 'text?',
    amount: 'integer',
  },
  key: ['batch', 'closing', 'payee'],
  clustered: false,
};

/** The table of items anew, as it was but for what may free a statement. */
async function freeByWithdrawals(db: Kysely<unknown>): Promise<void> {
  await replaceTable(db, 'payout_item', ITEM, {
    order: 'batch',
    constrain: (table, self) =>
      table
        .addForeignKeyConstraint('payout_item_of_batch', ['batch'], 'payout_batch', ['number'])
        .addForeignKeyConstraint('payout_item_of_statement', ['closing', 'payee'], 'closed_statement', [
          'closing',
          'payee',
        ])
        .addForeignKeyConstraint('payout_item_was_freed', ['freed_by', 'closing', 'payee'], self, [
          'batch',
          'closing',
          'payee',
        ])
        .addCheckConstraint(
          'payout_item_is_first_or_freed',
          sql`("attempt" = 1 and "freed_by" is null and "freed_as" is null)
            or ("attempt" > 1 and "freed_by" is not null and "freed_as" is not null
              and "freed_as" in ('rejected', 'withdrawn'))`,
        )
        .addCheckConstraint('payout_item_pays', sql`"amount" > 0`),
  });
  await createIndex(db, 'payout_item', ['closing', 'payee', 'attempt'], { unique: true });
  await createIndex(db, 'payout_item', ['closing', 'payee', 'freed_by'], { unique: true });
  await refuseUpdateAndDelete(db, 'payout_item');
}

async function refuseBoth(db: Kysely<unknown>): Promise<void> {
  const freed = `(new.freed_as = 'rejected' and exists (select 1 from payout_decision
      where batch = new.freed_by and decision = 'rejected'))
    or (new.freed_as = 'withdrawn' and exists (select 1 from payout_withdrawal where batch = new.freed_by))`;
  await refuseInsertWhere(db, 'payout_item', {
    condition: `new.freed_by is not null and not (${freed})`,
    message: 'payout_item is freed only by a batch that was rejected or withdrawn',
  });
  await refuseInsertWhere(db, 'payout_export', {
    condition: 'exists (select 1 from payout_withdrawal where batch = new.batch)',
    message: 'payout_export is of no batch that was withdrawn',
  });
  await refuseInsertWhere(db, 'payout_withdrawal', {
    condition: 'exists (select 1 from payout_export where batch = new.batch)',
    message: 'payout_withdrawal is of no batch that was exported',
  });
}
