import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * The chain of what was done: one record for each command that wrote something, with the hash of the one before and
 * a digest of the rows that the command wrote, and hashes of these rows, few of them at a time. Record 0 tells up to
 * where there were rows before there was a chain; these are under no hash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'change_record', {
    columns: {
      number: 'integer',
      change: 'integer?',
      recorded_at: 'text',
      actor: 'text',
      command: 'text',
      reason: 'text?',
      content_hash: 'text?',
      previous: 'text',
      digest: 'text',
      hash: 'text',
    },
    key: ['number'],
    clustered: false,
  }).execute();
  await createIndex(db, 'change_record', ['change'], { unique: true });
  await createTable(db, 'change_part', {
    columns: {
      record: 'integer',
      table: 'text',
      number: 'integer',
      first_key: 'text',
      rows: 'integer',
      hash: 'text',
    },
    key: ['record', 'table', 'number'],
    clustered: true,
  })
    .addForeignKeyConstraint('change_part_of_record', ['record'], 'change_record', ['number'])
    .execute();
  await createIndex(db, 'change_part', ['table', 'record', 'number'], { unique: true });
  await writeBeginning(db);
  for (const table of ['change_record', 'change_part']) await refuseUpdateAndDelete(db, table);
}

/** By what the rows of before are counted, and the table and column that say how far they go. */
const COUNTERS = [
  ['change', 'change', 'sequence'],
  ['closing', 'closing', 'number'],
  ['confirmation', 'payout_confirmation', 'number'],
  ['payout', 'payout_batch', 'number'],
  ['step', 'period_event', 'sequence'],
  ['transaction', 'ledger_transaction', 'sequence'],
] as const;

/** Record 0, unless it is there: its parts are the counters of what was there before, where there was something. */
async function writeBeginning(db: Kysely<unknown>): Promise<void> {
  const there = await sql`select 1 from change_record where number = 0`.execute(db);
  if (there.rows.length > 0) return;
  const parts: { readonly counter: string; readonly last: string; readonly hash: string }[] = [];
  for (const [counter, table, column] of COUNTERS) {
    const { rows } = await sql<{ last: unknown }>`
      select max(${sql.ref(column)}) as last from ${sql.table(table)}`.execute(db);
    const last = rows[0]?.last ?? null;
    if (last === null) continue;
    const key = JSON.stringify([String(last)]);
    parts.push({ counter, last: key, hash: sha256(key) });
  }
  const lines = parts.map(({ counter, last, hash }) => `${JSON.stringify([counter, 0, last, 0, hash])}\n`);
  const digest = sha256(lines.join(''));
  const at = new Date().toISOString();
  const hash = sha256(JSON.stringify([0, null, at, 'attain', 'migrate', null, null, '', digest]));
  await sql`insert into change_record
    (number, change, recorded_at, actor, command, reason, content_hash, previous, digest, hash)
    values (0, null, ${at}, 'attain', 'migrate', null, null, '', ${digest}, ${hash})`.execute(db);
  for (const each of parts) {
    await sql`insert into change_part (record, ${sql.ref('table')}, number, first_key, rows, hash)
      values (0, ${each.counter}, 0, ${each.last}, 0, ${each.hash})`.execute(db);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
