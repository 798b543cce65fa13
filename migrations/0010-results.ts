import type { Kysely } from 'kysely';
import { createIndex, createTable } from './create-table.js';

/** What a run calculated. Lines lie in the order in which a window is computed and read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'line', {
    columns: {
      run: 'integer',
      payee: 'text',
      window_start: 'text',
      component: 'text',
      assignment: 'text',
      sequence: 'integer',
      id: 'text',
      shard: 'integer',
      kind: 'text',
      event_key: 'text?',
      deal: 'text?',
      date: 'text',
      period: 'text',
      amount: 'integer',
      currency: 'text',
      plan: 'text',
      plan_hash: 'text',
      document: 'text?',
    },
    key: ['run', 'payee', 'window_start', 'component', 'assignment', 'sequence'],
    clustered: true,
  }).execute();
  await createIndex(db, 'line', ['run', 'id'], { unique: true });
  await createIndex(db, 'line', ['run', 'deal']);

  await createTable(db, 'statement', {
    columns: {
      run: 'integer',
      payee: 'text',
      period: 'text',
      currency: 'text',
      shard: 'integer',
      from: 'text',
      to: 'text',
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

  await createTable(db, 'team_attainment', {
    columns: {
      run: 'integer',
      team: 'text',
      measure: 'text',
      window_start: 'text',
      at: 'text',
      currency: 'text?',
      pooled_credited: 'text',
      pooled_quota: 'text?',
      pooled: 'text?',
      average: 'text?',
      status: 'text',
      document: 'text',
    },
    key: ['run', 'team', 'measure', 'window_start', 'at'],
    clustered: true,
  }).execute();

  await createTable(db, 'problem', {
    columns: {
      run: 'integer',
      payee: 'text',
      ordinal: 'integer',
      shard: 'integer',
      code: 'text',
      severity: 'text',
      document: 'text',
    },
    key: ['run', 'payee', 'ordinal'],
    clustered: true,
  }).execute();
}
