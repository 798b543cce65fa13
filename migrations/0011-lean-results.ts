import type { Kysely } from 'kysely';
import { createIndex, createTable } from './create-table.js';

/**
 * Results as rows of numbers: what a payee can earn by is said once, a line is a row of integers and at most
 * three texts, and a statement is its totals with what does not follow from lines. Results of before are
 * forgotten, since they can be calculated again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await forgetResults(db);
  await createTable(db, 'run_period', {
    columns: { run: 'integer', number: 'integer', id: 'text', frequency: 'text', from: 'text', to: 'text' },
    key: ['run', 'number'],
    clustered: true,
  }).execute();
  await createTable(db, 'payee_result', {
    columns: { run: 'integer', payee: 'text', name: 'text', inputs_hash: 'text' },
    key: ['run', 'payee'],
    clustered: true,
  }).execute();
  await createTable(db, 'entitlement', {
    columns: {
      run: 'integer',
      number: 'integer',
      payee: 'text',
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
    key: ['run', 'number'],
    clustered: true,
  }).execute();
  await createIndex(db, 'entitlement', ['run', 'payee']);
  await createTable(db, 'line', {
    columns: {
      run: 'integer',
      entitlement: 'integer',
      window_from: 'integer',
      period: 'integer',
      number: 'integer',
      kind: 'text',
      window_to: 'integer',
      date: 'integer',
      amount: 'integer',
      share: 'integer?',
      base: 'integer?',
      credited: 'integer?',
      deal: 'text?',
      event: 'text?',
      detail: 'text?',
    },
    key: ['run', 'entitlement', 'window_from', 'period', 'number'],
    clustered: true,
  }).execute();
  await createTable(db, 'statement', {
    columns: {
      run: 'integer',
      payee: 'text',
      period: 'integer',
      currency: 'text',
      status: 'text',
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
      document: 'text',
    },
    key: ['run', 'payee', 'period', 'currency'],
    clustered: true,
  }).execute();
  await createIndex(db, 'statement', ['run', 'period']);
}

/** The runs stay recorded, with nothing to show for them. */
async function forgetResults(given: Kysely<unknown>): Promise<void> {
  for (const table of ['line', 'statement']) await given.schema.dropTable(table).ifExists().execute();
  const db = given.withTables<{ run: { status: string } }>();
  const forgotten = db.withTables<Record<'published' | 'shard' | 'team_attainment' | 'problem', object>>();
  for (const table of ['published', 'shard', 'team_attainment', 'problem'] as const) {
    await forgotten.deleteFrom(table).execute();
  }
  await db.updateTable('run').set({ status: 'pruned' }).execute();
}
