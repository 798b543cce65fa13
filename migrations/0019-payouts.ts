import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * Batches of pay, from closed statements to what payroll confirms.
 *
 * The keys alone keep a statement from being in two batches that may pay it. An item is the first attempt to pay a
 * statement, or it names the rejected batch that freed the statement: a batch that held this very statement
 * (`payout_item_was_freed`), that was rejected (`payout_item_freed_by_rejection`), and that freed it once
 * (`payout_item_by_closing_payee_freed_by`). So there is one item more than there are rejected ones, whoever writes.
 * A batch has one decision for good, so one that is approved can never free what it holds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createBatches(db);
  await createItems(db);
  await createConfirmations(db);
  for (const table of TABLES) await refuseUpdateAndDelete(db, table);
}

const TABLES = [
  'payout_batch',
  'payout_decision',
  'payout_item',
  'payout_export',
  'payout_confirmation',
  'payout_payment',
];

async function createBatches(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_batch', {
    columns: {
      number: 'integer',
      pay_group: 'text',
      period: 'text',
      from: 'text',
      to: 'text',
      currency: 'text',
      pay_date: 'text?',
      maker: 'text',
      built_at: 'text',
      change: 'integer',
    },
    key: ['number'],
    clustered: false,
  }).execute();
  await createIndex(db, 'payout_batch', ['number', 'maker'], { unique: true });
  await createIndex(db, 'payout_batch', ['pay_group', 'period']);

  await createTable(db, 'payout_decision', {
    columns: {
      batch: 'integer',
      decision: 'text',
      maker: 'text',
      actor: 'text',
      reason: 'text?',
      at: 'text',
      change: 'integer',
    },
    key: ['batch'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_decision_of_batch', ['batch', 'maker'], 'payout_batch', [
      'number',
      'maker',
    ])
    .addCheckConstraint('payout_decision_is_one', sql`"decision" in ('approved', 'rejected')`)
    .addCheckConstraint('payout_decision_is_of_another', sql`"actor" <> "maker"`)
    .execute();
  await createIndex(db, 'payout_decision', ['batch', 'decision'], { unique: true });
}

async function createItems(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_item', {
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
  })
    .addForeignKeyConstraint('payout_item_of_batch', ['batch'], 'payout_batch', ['number'])
    .addForeignKeyConstraint('payout_item_of_statement', ['closing', 'payee'], 'closed_statement', [
      'closing',
      'payee',
    ])
    .addForeignKeyConstraint('payout_item_was_freed', ['freed_by', 'closing', 'payee'], 'payout_item', [
      'batch',
      'closing',
      'payee',
    ])
    .addForeignKeyConstraint('payout_item_freed_by_rejection', ['freed_by', 'freed_as'], 'payout_decision', [
      'batch',
      'decision',
    ])
    .addCheckConstraint(
      'payout_item_is_first_or_freed',
      sql`("attempt" = 1 and "freed_by" is null and "freed_as" is null)
        or ("attempt" > 1 and "freed_by" is not null and "freed_as" is not null and "freed_as" = 'rejected')`,
    )
    .addCheckConstraint('payout_item_pays', sql`"amount" > 0`)
    .execute();
  await createIndex(db, 'payout_item', ['closing', 'payee', 'attempt'], { unique: true });
  await createIndex(db, 'payout_item', ['closing', 'payee', 'freed_by'], { unique: true });

  await createTable(db, 'payout_export', {
    columns: {
      batch: 'integer',
      content_hash: 'text',
      decision: 'text',
      provider: 'text',
      mapping_hash: 'text',
      actor: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['batch', 'content_hash'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_export_of_approved', ['batch', 'decision'], 'payout_decision', [
      'batch',
      'decision',
    ])
    .addCheckConstraint('payout_export_is_of_approved', sql`"decision" = 'approved'`)
    .execute();
}

async function createConfirmations(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'payout_confirmation', {
    columns: {
      number: 'integer',
      batch: 'integer',
      content_hash: 'text',
      decision: 'text',
      file: 'text',
      actor: 'text',
      at: 'text',
      change: 'integer',
    },
    key: ['number'],
    clustered: false,
  })
    .addForeignKeyConstraint('payout_confirmation_of_approved', ['batch', 'decision'], 'payout_decision', [
      'batch',
      'decision',
    ])
    .addCheckConstraint('payout_confirmation_is_of_approved', sql`"decision" = 'approved'`)
    .execute();
  await createIndex(db, 'payout_confirmation', ['batch', 'content_hash'], { unique: true });

  await createTable(db, 'payout_payment', {
    columns: {
      confirmation: 'integer',
      line: 'integer',
      payee: 'text',
      reference: 'text',
      amount: 'integer',
      date: 'text',
      status: 'text',
    },
    key: ['confirmation', 'payee', 'reference'],
    clustered: true,
  })
    .addForeignKeyConstraint('payout_payment_of_confirmation', ['confirmation'], 'payout_confirmation', [
      'number',
    ])
    .addCheckConstraint('payout_payment_status', sql`"status" in ('paid', 'pending', 'failed', 'returned')`)
    .execute();
}
