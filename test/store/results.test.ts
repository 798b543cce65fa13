import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, type PayeeScope } from '../../src/access/scope.js';
import type { Database } from '../../src/store/executor.js';
import { findLine, readLines } from '../../src/store/lines.js';
import { readProblems } from '../../src/store/payee-problems.js';
import type { ShardResults } from '../../src/store/results.js';
import { beginRun, publishRun } from '../../src/store/runs.js';
import { listStatements, readStatements } from '../../src/store/statements.js';
import { listTeams, readTeamAttainment } from '../../src/store/team-attainments.js';
import { writeShardResults, writeTeamAttainments } from '../../src/store/write-results.js';
import { attainment, line, problemOf, statement } from './result-samples.js';
import { bare, writeSet } from './samples.js';
import { emptyDatabase } from './temporary-database.js';

const ADA: PayeeScope = { all: false, payees: new Set(['ada']) };
const NOBODY: PayeeScope = { all: false, payees: new Set() };

const results: ShardResults = {
  lines: [
    line({ payee: 'ada', sequence: 0, amount: 100n, deal: 'D-1', period: '2026-01' }),
    line({
      payee: 'ada',
      sequence: 1,
      amount: -40n,
      deal: 'D-2',
      period: '2026-02',
      component: 'new-business',
    }),
    line({
      payee: 'ada',
      sequence: 2,
      amount: 7n,
      deal: null,
      eventKey: null,
      component: 'bonus',
      document: '{}',
    }),
    line({ payee: 'bo', sequence: 0, amount: 55n, deal: 'D-1' }),
  ],
  statements: [
    statement({ payee: 'ada', period: '2026-01' }),
    statement({ payee: 'ada', period: '2026-02', currency: 'USD', status: 'incomplete' }),
    statement({ payee: 'ada', period: '2026-02', currency: 'EUR' }),
    statement({ payee: 'bo', period: '2026-02' }),
  ],
  problems: [problemOf('ada', 'first'), problemOf('bo'), problemOf('ada', 'second')],
};

async function publishedResults(): Promise<Database> {
  const db = await emptyDatabase();
  await db.write(async (trx) => {
    const description = {
      through: '2026-03-31',
      change: 1,
      rulesHash: 'r',
      inputsHash: 'i',
      engineVersion: '1',
      actor: 'local',
    };
    const run = await beginRun(trx, description, [['ada', 'bo']]);
    await writeShardResults(trx, run, 0, results);
    await writeTeamAttainments(trx, run, [
      attainment({ measure: 'renewals' }),
      attainment({ at: '2026-02-28', currency: null, pooledQuota: null, pooled: null, average: null }),
      attainment({}),
      attainment({ team: 'apac' }),
    ]);
    await publishRun(trx, run);
  });
  return db;
}

describe('statements', () => {
  it('are read in full, one for each currency', async () => {
    const db = await publishedResults();
    expect(await readStatements(db, EVERY_PAYEE, 'ada', '2026-02')).toEqual([
      statement({ payee: 'ada', period: '2026-02', currency: 'EUR' }),
      statement({ payee: 'ada', period: '2026-02', currency: 'USD', status: 'incomplete' }),
    ]);
    expect(await readStatements(db, EVERY_PAYEE, 'ada', '2026-07')).toEqual([]);
  });

  it('are listed in the order of payee, period and currency, filtered and by pages', async () => {
    const db = await publishedResults();
    const list = async (filter: Parameters<typeof listStatements>[2]) =>
      (await listStatements(db, EVERY_PAYEE, filter)).map(
        (each) => `${each.payee} ${each.period} ${each.currency}`,
      );
    const all = ['ada 2026-01 USD', 'ada 2026-02 EUR', 'ada 2026-02 USD', 'bo 2026-02 USD'];
    expect(await list({})).toEqual(all);
    expect(await list({ payee: 'bo' })).toEqual(all.slice(3));
    expect(await list({ period: '2026-02' })).toEqual(all.slice(1));
    expect(await list({ status: 'incomplete' })).toEqual(all.slice(2, 3));
    expect(await list({ limit: 2 })).toEqual(all.slice(0, 2));
    expect(await list({ limit: 2, offset: 3 })).toEqual(all.slice(3));
    expect(await list({ offset: 1 })).toEqual(all.slice(1));
    expect(await list({ run: 99 })).toEqual([]);
  });

  it('are listed with their totals and without their document', async () => {
    const db = await publishedResults();
    const { document: _, ...summary } = statement({ payee: 'bo' });
    expect(await listStatements(db, EVERY_PAYEE, { payee: 'bo' })).toEqual([summary]);
  });

  it('of other payees are hidden from a scope', async () => {
    const db = await publishedResults();
    expect(await readStatements(db, ADA, 'bo', '2026-02')).toEqual([]);
    expect(await readStatements(db, ADA, 'ada', '2026-02')).toHaveLength(2);
    expect((await listStatements(db, ADA)).map((each) => each.payee)).toEqual(['ada', 'ada', 'ada']);
    expect(await listStatements(db, ADA, { payee: 'bo' })).toEqual([]);
    expect(await listStatements(db, NOBODY)).toEqual([]);
  });
});

describe('lines', () => {
  it('are read as they were written, in the order payee, window, component, sequence', async () => {
    const db = await publishedResults();
    const [first, second, bonus, other] = results.lines;
    expect(await readLines(db, EVERY_PAYEE)).toEqual([bonus, first, second, other]);
  });

  it('are read by payee, period, component and deal', async () => {
    const db = await publishedResults();
    const amounts = async (filter: Parameters<typeof readLines>[2]) =>
      (await readLines(db, EVERY_PAYEE, filter)).map((each) => each.amount);
    expect(await amounts({ payee: 'bo' })).toEqual([55n]);
    expect(await amounts({ period: '2026-01' })).toEqual([100n]);
    expect(await amounts({ component: 'bonus' })).toEqual([7n]);
    expect(await amounts({ deal: 'D-1' })).toEqual([100n, 55n]);
    expect(await amounts({ deal: 'D-1', payee: 'ada' })).toEqual([100n]);
    expect(await amounts({ limit: 1, offset: 1 })).toEqual([100n]);
  });

  it('are found by their id', async () => {
    const db = await publishedResults();
    expect((await findLine(db, EVERY_PAYEE, 'bo:0'))?.amount).toBe(55n);
    expect(await findLine(db, EVERY_PAYEE, 'nothing')).toBeNull();
    expect(await findLine(db, EVERY_PAYEE, 'bo:0', { run: 99 })).toBeNull();
  });

  it('of other payees are hidden from a scope', async () => {
    const db = await publishedResults();
    expect(await findLine(db, ADA, 'bo:0')).toBeNull();
    expect(await findLine(db, ADA, 'ada:0')).not.toBeNull();
    expect((await readLines(db, ADA, { deal: 'D-1' })).map((each) => each.payee)).toEqual(['ada']);
    expect(await readLines(db, ADA, { payee: 'bo' })).toEqual([]);
    expect(await readLines(db, NOBODY)).toEqual([]);
  });
});

describe('problems', () => {
  it('are read for each payee in the order in which they were found', async () => {
    const db = await publishedResults();
    expect(await readProblems(db, EVERY_PAYEE)).toEqual([
      problemOf('ada', 'first'),
      problemOf('ada', 'second'),
      problemOf('bo'),
    ]);
    expect(await readProblems(db, EVERY_PAYEE, { payee: 'bo' })).toEqual([problemOf('bo')]);
    expect(await readProblems(db, ADA)).toHaveLength(2);
    expect(await readProblems(db, ADA, { payee: 'bo' })).toEqual([]);
  });
});

describe('team attainment', () => {
  it('is read in the order of measure, window and date', async () => {
    const db = await publishedResults();
    expect(await readTeamAttainment(db, EVERY_PAYEE, 'emea')).toEqual([
      attainment({}),
      attainment({ at: '2026-02-28', currency: null, pooledQuota: null, pooled: null, average: null }),
      attainment({ measure: 'renewals' }),
    ]);
    const renewals = await readTeamAttainment(db, EVERY_PAYEE, 'emea', { measure: 'renewals' });
    expect(renewals).toEqual([attainment({ measure: 'renewals' })]);
  });

  it('is listed by teams with their measures', async () => {
    const db = await publishedResults();
    const team = (id: string) => ({ ...bare('team'), id, name: id.toUpperCase() });
    await writeSet(db, { team: ['emea', 'apac', 'idle'].map(team) });
    expect(await listTeams(db, EVERY_PAYEE)).toEqual([
      { team: 'apac', name: 'APAC', parent: null, measures: ['new-acv'] },
      { team: 'emea', name: 'EMEA', parent: null, measures: ['new-acv', 'renewals'] },
    ]);
  });

  it('is hidden from a scope of some payees, as it tells about all members', async () => {
    const db = await publishedResults();
    expect(await readTeamAttainment(db, ADA, 'emea')).toEqual([]);
    expect(await listTeams(db, ADA)).toEqual([]);
  });
});
