import type { Kysely } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/** What was closed, and the steps of pay periods on their way there. Rows are only ever added. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'closing', {
    columns: {
      number: 'integer',
      pay_group: 'text',
      frequency: 'text',
      currency: 'text',
      period: 'text',
      from: 'text',
      to: 'text',
      run: 'integer',
      change: 'integer',
      through: 'text',
      rules_hash: 'text',
      inputs_hash: 'text',
      engine_version: 'text',
      statements_hash: 'text',
      actor: 'text',
      closed_at: 'text',
    },
    key: ['number'],
    clustered: false,
  }).execute();
  await createIndex(db, 'closing', ['pay_group', 'period'], { unique: true });
  await createStatements(db);
  await createLines(db);
  await createTable(db, 'period_event', {
    columns: {
      sequence: 'identity',
      pay_group: 'text',
      period: 'text',
      act: 'text',
      state: 'text',
      actor: 'text',
      at: 'text',
      reason: 'text?',
      run: 'integer?',
      closing: 'integer?',
    },
    key: ['sequence'],
    clustered: false,
  })
    .addForeignKeyConstraint('period_event_of_closing', ['closing'], 'closing', ['number'])
    .execute();
  await createIndex(db, 'period_event', ['pay_group', 'period']);
  for (const table of APPEND_ONLY) await refuseUpdateAndDelete(db, table);
}

const APPEND_ONLY = [
  'closing',
  'closed_statement',
  'closed_entitlement',
  'closed_line',
  'closed_payable',
  'period_event',
] as const;

async function createStatements(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'closed_statement', {
    columns: {
      closing: 'integer',
      payee: 'text',
      name: 'text',
      currency: 'text',
      earned: 'integer',
      held: 'integer',
      payable: 'integer',
      drawn: 'integer',
      guaranteed: 'integer',
      adjusted: 'integer',
      recovered: 'integer',
      carried_in: 'integer',
      carried: 'integer',
      paid: 'integer',
      inputs_hash: 'text',
      balance: 'text',
      remainder: 'text',
      document: 'text',
      hash: 'text',
    },
    key: ['closing', 'payee'],
    clustered: true,
  })
    .addForeignKeyConstraint('closed_statement_of_closing', ['closing'], 'closing', ['number'])
    .execute();
  await createIndex(db, 'closed_statement', ['payee']);
  await createTable(db, 'closed_entitlement', {
    columns: {
      closing: 'integer',
      payee: 'text',
      number: 'integer',
      assignment: 'text',
      segment_from: 'text',
      segment_to: 'text',
      component: 'text',
      measure: 'text',
      basis: 'text',
      unit: 'text',
      currency: 'text',
      frequency: 'text',
      plan: 'text',
      title: 'text?',
      plan_hash: 'text',
      released: 'integer',
    },
    key: ['closing', 'payee', 'number'],
    clustered: true,
  }).execute();
  await createIndex(db, 'closed_entitlement', ['payee']);
}

async function createLines(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'closed_line', {
    columns: {
      closing: 'integer',
      payee: 'text',
      number: 'integer',
      entitlement: 'integer',
      assignment: 'text',
      segment_from: 'text',
      component: 'text',
      plan: 'text',
      plan_hash: 'text',
      window_from: 'text',
      window_to: 'text',
      kind: 'text',
      key: 'text',
      event: 'text?',
      deal: 'text?',
      date: 'text',
      amount: 'integer',
      share: 'integer?',
      base: 'integer?',
      credited: 'integer?',
      adjusts_period: 'text?',
      adjusts_change: 'integer?',
      adjusts_cause: 'text?',
      adjusts_source: 'text?',
      detail: 'text?',
    },
    key: ['closing', 'payee', 'number'],
    clustered: true,
  }).execute();
  await createIndex(db, 'closed_line', ['payee']);
  await createIndex(db, 'closed_line', ['deal']);
  await createTable(db, 'closed_payable', {
    columns: {
      closing: 'integer',
      payee: 'text',
      entitlement: 'integer',
      assignment: 'text',
      segment_from: 'text',
      component: 'text',
      deal: 'text',
      earned: 'integer',
      payable: 'integer',
    },
    key: ['closing', 'payee', 'entitlement', 'deal'],
    clustered: true,
  }).execute();
  await createIndex(db, 'closed_payable', ['payee']);
  await createIndex(db, 'closed_payable', ['deal']);
}
