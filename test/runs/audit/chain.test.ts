import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { audit } from '../../../src/runs/audit/audit.js';
import { eachTrailEntry, type TrailEntry } from '../../../src/runs/audit/export-trail.js';
import { SEALED_TABLES } from '../../../src/store/chain/sealed-tables.js';
import { withChange } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { databases } from '../../databases/databases.js';
import { bare, corrected, filled, KINDS } from '../../store/samples.js';
import { ClosedBooks } from '../payouts/closed-books.js';

/** Does something as somebody could who may take the refusals of the database away. */
async function tamper(db: Database, table: string, ...statements: readonly string[]): Promise<void> {
  await db.write(async (trx) => {
    if (trx.sqlite === null) await trx.connection.run('set local session_replication_role = replica', []);
    for (const action of trx.sqlite === null ? [] : ['update', 'delete'])
      await trx.connection.run(`drop trigger if exists ${table}_refuses_${action}`, []);
    for (const statement of statements) await trx.connection.run(statement, []);
  });
}

async function found(db: Database, head?: string): Promise<readonly string[]> {
  return (await audit(db, head === undefined ? {} : { head })).flatMap(({ breaks }) =>
    breaks.map(({ rule, where, expected, found: is }) => `${rule} | ${where} | ${expected} | ${is}`),
  );
}

async function headOf(db: Database): Promise<string> {
  return (await audit(db)).find(({ head }) => head !== undefined)?.head?.hash ?? '';
}

const deal = (id: string, name: string) => ({ ...bare('deal'), id, name });

async function writeDeals(db: Database, ids: readonly string[], name: string, reason: string): Promise<void> {
  await withChange(db, { actor: 'ops', command: 'import', reason }, async (trx, change) => {
    const writer = recordWriter(trx, change, 'deal', { onConflict: 'correct' });
    for (let from = 0; from < ids.length; from += 1000)
      await writer.writeAll(ids.slice(from, from + 1000).map((id) => deal(id, name)));
  });
}

afterEach(() => vi.useRealTimers());

describe.each(databases)('the chain on $name', (database) => {
  /** Change 1 writes D-1 to D-3, change 2 corrects D-2, change 3 adds D-4. */
  async function someDeals(): Promise<Database> {
    const db = await database.create();
    await writeDeals(db, ['D-1', 'D-2', 'D-3'], 'first', 'June data');
    await writeDeals(db, ['D-2'], 'second', 'wrong name');
    await writeDeals(db, ['D-4'], 'first', 'late deal');
    return db;
  }

  it('is sound after records of every kind are written and corrected, and after a closing', async () => {
    const db = await database.create();
    const write = (record: typeof filled) =>
      withChange(db, { actor: 'ops', command: 'import' }, async (trx, change) => {
        for (const kind of KINDS)
          await recordWriter(trx, change, kind, { onConflict: 'correct' }).writeAll([record(kind)]);
      });
    await write(filled);
    await write(corrected);
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 500n, payable: 300n } });
    expect(await found(db)).toEqual([]);
  });

  it('finds a row that was edited, removed or added, and names it', async () => {
    const edited = await someDeals();
    await tamper(edited, 'deal', `update deal set name = 'third' where id = 'D-2'`);
    expect(await found(edited)).toEqual([
      'row-as-recorded | deal D-2 of change 2 | the row that was recorded | another content',
    ]);
    const removed = await someDeals();
    await tamper(removed, 'deal', `delete from deal where id = 'D-1'`);
    expect(await found(removed)).toEqual([
      'row-as-recorded | deal D-1 of change 1 | the row that was recorded | no row',
    ]);
    const added = await someDeals();
    await tamper(
      added,
      'deal',
      `insert into deal (id, close_date, extra, change) values ('D-9', '2026-01-01', '{}', 1)`,
    );
    expect(await found(added)).toEqual([
      'row-as-recorded | deal D-9 of change 1 | no row | a row that no command recorded',
    ]);
  });

  it('finds an edited version, and a record that was made to look replaced', async () => {
    const version = await someDeals();
    await tamper(version, 'deal_version', `update deal_version set name = 'other'`);
    expect(await found(version)).toEqual([
      'row-as-recorded | deal D-2 of change 1 | the row that was recorded | another content',
    ]);
    const hidden = await someDeals();
    await tamper(
      hidden,
      'deal',
      `insert into deal_version (id, name, close_date, currency, extra, from_change, until_change)
       select id, name, close_date, currency, extra, change, 3 from deal where id = 'D-1'`,
      `delete from deal where id = 'D-1'`,
    );
    expect((await found(hidden)).at(-1)).toBe(
      'row-as-recorded | the end of deal D-1 of change 1 by change 3 | no row | a row that no command recorded',
    );
  });

  it('finds a change that was removed, one that was added, and an edited reason', async () => {
    const reason = await someDeals();
    await tamper(reason, 'change', `update change set reason = 'another' where sequence = 2`);
    expect(await found(reason)).toEqual([
      'change-as-recorded | change 2 (import), record 2 | wrong name | another',
    ]);
    const removed = await someDeals();
    await tamper(removed, 'change', 'delete from change where sequence = 2');
    expect(await found(removed)).toEqual([
      'change-as-recorded | change 2 (import), record 2 | there | missing',
    ]);
    const added = await someDeals();
    await tamper(added, 'change', `insert into change values (9, '', 'x', 'y', null, null)`);
    expect(await found(added)).toEqual(['change-as-recorded | change 9 | no change | one without a record']);
  });

  it('finds a record that was removed with its parts and its change, and one that was edited', async () => {
    const removed = await someDeals();
    await tamper(removed, 'change', 'delete from change where sequence = 2');
    await tamper(removed, 'change_part', 'delete from change_part where record = 2');
    await tamper(removed, 'change_record', 'delete from change_record where number = 2');
    expect((await found(removed))[0]).toBe('chain-unbroken | record 2 | there | missing');
    const edited = await someDeals();
    await tamper(edited, 'change', `update change set actor = 'eve' where sequence = 1`);
    await tamper(edited, 'change_record', `update change_record set actor = 'eve' where number = 1`);
    expect((await found(edited)).map((each) => each.split(' | ').slice(0, 2).join(' | '))).toEqual([
      'chain-unbroken | change 1 (import), record 1',
    ]);
  });

  it('knows a head that was noted, and misses it where the end of the chain was cut off', async () => {
    const db = await someDeals();
    const noted = await headOf(db);
    await writeDeals(db, ['D-5'], 'first', 'later');
    expect(await found(db, noted)).toEqual([]);
    const latest = await headOf(db);
    await tamper(db, 'deal', `delete from deal where id = 'D-5'`);
    await tamper(db, 'change', 'delete from change where sequence = 4');
    await tamper(db, 'change_part', 'delete from change_part where record = 4');
    await tamper(db, 'change_record', 'delete from change_record where number = 4');
    expect(await found(db)).toEqual([]);
    expect(await found(db, latest)).toEqual([
      `head-in-chain | the noted head | ${latest} | no record with this hash`,
    ]);
  });

  it('tells who changed what, when and why, with what was there before', async () => {
    const db = await someDeals();
    const entries: TrailEntry[] = [];
    await eachTrailEntry(db, {}, (entry) => void entries.push(entry));
    const told = entries.map(({ change, actor, reason, kind, key, before, after }) => {
      return `${change} ${actor} ${reason}: ${kind} ${key}, ${before?.['name'] ?? '-'} to ${after?.['name'] ?? '-'}`;
    });
    expect(told).toEqual([
      '1 ops June data: deal D-1, - to first',
      '1 ops June data: deal D-2, - to first',
      '1 ops June data: deal D-3, - to first',
      '2 ops wrong name: deal D-2, first to second',
      '3 ops late deal: deal D-4, - to first',
    ]);
    const none: TrailEntry[] = [];
    await eachTrailEntry(db, { to: '2000-01-01' }, (entry) => void none.push(entry));
    expect(none).toEqual([]);
  });

  it('names the range in which a row of many is missing', async () => {
    const db = await database.create();
    const ids = Array.from({ length: 3_000 }, (_, place) => `D-${10_000 + place}`);
    await writeDeals(db, ids, 'first', 'many');
    expect(await found(db)).toEqual([]);
    await tamper(db, 'deal', `delete from deal where id = 'D-12000'`);
    expect(await found(db)).toEqual([
      'row-as-recorded | from deal D-11064 of change 1 up to deal D-12064 of change 1 | the 1000 rows that were recorded | 999 rows',
    ]);
  });

  it('seals every table but those of calculations and of the service', async () => {
    const db = await database.create();
    const columnsOf = new Map(
      (await db.queries.introspection.getTables()).map(
        ({ name, columns }) => [name, columns.map((each) => each.name)] as const,
      ),
    );
    const tables = [...columnsOf.keys()];
    const sealed = new Set(SEALED_TABLES.map(({ name }) => name));
    expect(tables.filter((name) => !sealed.has(name)).sort()).toEqual(UNSEALED);
    for (const { sources, content, later = [] } of SEALED_TABLES) {
      for (const { table, order } of sources) {
        const columns = (columnsOf.get(table) ?? []).filter(
          (name) => !['change', 'from_change', 'until_change'].includes(name),
        );
        const known = [...order, ...content, ...later].map(({ name }) => name);
        if (content.length > 0) expect(known, table).toEqual(expect.arrayContaining(columns));
      }
    }
  });
});

/** What can be calculated again, what the chain itself is, and what serves requests only. */
const UNSEALED: readonly string[] = [
  'account_attempts',
  'account_credential',
  'account_session',
  'account_token',
  'account_verification',
  ...[
    'change',
    'change_part',
    'change_record',
    'entitlement',
    'idempotency_key',
    'job',
    'line',
    'payee_result',
  ],
  ...['problem', 'published', 'run', 'run_lease', 'run_period', 'shard', 'statement', 'team_attainment'],
  'touched_record',
  'user_account',
];

it('has the same digests on every database', async () => {
  const digests = new Set<string>();
  for (const database of databases) {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T00:00:00Z') });
    const db = await database.create();
    await withChange(db, { actor: 'ops', command: 'import' }, async (trx, change) => {
      for (const kind of KINDS)
        await recordWriter(trx, change, kind, { onConflict: 'correct' }).writeAll([filled(kind)]);
      const name = 'a "b" \\ \u0001 \t 😀 \u007f \u2028';
      await recordWriter(trx, change, 'deal', { onConflict: 'correct' }).writeAll(
        ['\u{1F600}', '\uFFFD', 'z', ...Array.from({ length: 2_000 }, (_, place) => `D-${place}`)].map((id) =>
          deal(id, name),
        ),
      );
    });
    await writeDeals(db, ['z', '\uFFFD', '\u{1F600}'], 'other', 'corrected');
    await new ClosedBooks(db).close('2026-03', { ada: { earned: 500n, payable: 300n }, bo: { earned: -1n } });
    expect(await found(db)).toEqual([]);
    const { rows } = await sql<{ digest: string }>`select digest from change_record order by number`.execute(
      db.queries,
    );
    digests.add(rows.map(({ digest }) => digest).join(' '));
    vi.useRealTimers();
  }
  expect([...digests]).toHaveLength(1);
});
