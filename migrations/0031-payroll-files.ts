import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseInsertWhere, refuseUpdateAndDelete } from './create-table.js';

/**
 * Files for payroll after the first of a batch: those that replace another, each with a reason, and those that send
 * again what payroll could not pay. A payment that failed or came back is sent again once, by the key of what is sent
 * again; one that fails again is another, as it is told anew. No payment is taken in for two batches.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createReplacements(db);
  await createResends(db);
  await createIndex(db, 'payout_payment', ['reference', 'payee']);
  await refuseInsertWhere(db, 'payout_payment', {
    condition: TAKEN_IN_ELSEWHERE,
    message: 'payout_payment is of a payment that was taken in for another batch',
  });
}

/** A payment that was told to have failed after all, or to have come back, holds nothing any more. */
const TAKEN_IN_ELSEWHERE = `new.status in ('paid', 'pending') and exists (
  select 1 from payout_payment as taken
    join payout_confirmation as told on told.number = taken.confirmation
    where taken.reference = new.reference and taken.payee = new.payee
      and taken."date" = new."date" and taken.amount = new.amount and taken.status in ('paid', 'pending')
      and told.batch <> (select batch from payout_confirmation where number = new.confirmation)
      and not exists (
        select 1 from payout_payment as later
          join payout_confirmation as retold on retold.number = later.confirmation
          where later.reference = taken.reference and later.payee = taken.payee
            and retold.batch = told.batch and later.confirmation > taken.confirmation
            and later.status in ('failed', 'returned')))`;

async function createReplacements(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_replacement', {
    columns: { batch: 'integer', content_hash: 'text', replaces: 'text', reason: 'text', change: 'integer' },
    key: ['batch', 'replaces'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_replacement_of_file', ['batch', 'content_hash'], 'payout_export', [
      'batch',
      'content_hash',
    ])
    .addForeignKeyConstraint('payout_replacement_replaces_file', ['batch', 'replaces'], 'payout_export', [
      'batch',
      'content_hash',
    ])
    .addCheckConstraint('payout_replacement_is_another', sql`"content_hash" <> "replaces"`)
    .execute();
  await createIndex(db, 'payout_replacement', ['batch', 'content_hash'], { unique: true });
  await refuseUpdateAndDelete(db, 'payout_replacement');
}

async function createResends(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_resend', {
    columns: {
      batch: 'integer',
      attempt: 'integer',
      content_hash: 'text',
      decision: 'text',
      provider: 'text',
      mapping_hash: 'text',
      actor: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['batch', 'attempt'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_resend_of_approved', ['batch', 'decision'], 'payout_decision', [
      'batch',
      'decision',
    ])
    .addCheckConstraint('payout_resend_is_of_approved', sql`"decision" = 'approved'`)
    .addCheckConstraint('payout_resend_is_after_the_first', sql`"attempt" > 1`)
    .execute();
  await refuseUpdateAndDelete(db, 'payout_resend');

  await createTable(db, 'payout_resend_item', {
    columns: {
      confirmation: 'integer',
      payee: 'text',
      reference: 'text',
      batch: 'integer',
      attempt: 'integer',
      amount: 'integer',
      change: 'integer',
    },
    key: ['confirmation', 'payee', 'reference'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_resend_item_of_resend', ['batch', 'attempt'], 'payout_resend', [
      'batch',
      'attempt',
    ])
    .addForeignKeyConstraint(
      'payout_resend_item_of_payment',
      ['confirmation', 'payee', 'reference'],
      'payout_payment',
      ['confirmation', 'payee', 'reference'],
    )
    .addCheckConstraint('payout_resend_item_pays', sql`"amount" > 0`)
    .execute();
  await createIndex(db, 'payout_resend_item', ['batch', 'attempt']);
  await refuseInsertWhere(db, 'payout_resend_item', {
    condition: `not exists (
      select 1 from payout_payment as told join payout_confirmation as file on file.number = told.confirmation
        where told.confirmation = new.confirmation and told.payee = new.payee and told.reference = new.reference
          and told.status in ('failed', 'returned') and file.batch = new.batch and told.amount >= new.amount)`,
    message: 'payout_resend_item is of a payment of its batch that failed or came back, and of no more',
  });
  await refuseUpdateAndDelete(db, 'payout_resend_item');
}
