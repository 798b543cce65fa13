import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import type { Database } from '../../src/store/executor.js';
import { type LineFilter, readLines } from '../../src/store/lines.js';
import { readProblems } from '../../src/store/payee-problems.js';
import type { ShardResults } from '../../src/store/results.js';
import { beginRun, publishRun } from '../../src/store/runs.js';
import { listStatements, readPostedStatements } from '../../src/store/statements.js';
import { listTeams, readTeamAttainment } from '../../src/store/team-attainments.js';
import { writeRunPeriods, writeShardResults, writeTeamAttainments } from '../../src/store/write-results.js';
import { databases } from '../databases/databases.js';
import {
  attainment,
  entitlement,
  line,
  PERIODS,
  payeeResult,
  periodOf,
  problemOf,
  statement,
} from './result-samples.js';
import { bare, writeSet } from './samples.js';

const ADA = payeesAlone('ada');
const NOBODY = payeesAlone();

const DOLLARS = entitlement({ number: 0 });
const EUROS = entitlement({ number: 1, component: 'renewals', currency: 'EUR', released: true });
const UNITS = entitlement({ number: 2, component: 'seats', basis: 'collected', unit: 'units', title: 'T' });
const OF_BO = entitlement({ number: 3, payee: 'bo' });

/** Every way in which a line can be told apart from what follows from its entitlement and deal. */
const LINES = {
  booking: line({ amount: 9_007_199_254_740_993n }),
  amended: line({
    number: 2,
    event: 'booked:D-1:amendment:A-1',
    share: 33_333_333n,
    credited: -5n,
    amount: -40n,
  }),
  reversal: line({
    number: 3,
    kind: 'reversal',
    date: '2026-02-11',
    share: null,
    base: null,
    credited: null,
  }),
  bonus: line({
    number: 4,
    kind: 'bonus',
    deal: null,
    date: '2026-02-28',
    base: null,
    credited: null,
    share: null,
  }),
  trueUp: line({
    number: 5,
    kind: 'trueUp',
    deal: null,
    event: 'booked:D-1:booking',
    deals: ['D-1', 'D-"2'],
    corrects: {
      before: -9_007_199_254_740_993n,
      period: '2026-01',
      because: [{ deal: 'D-1', event: 'booked:D-1:amendment:A', date: '2026-02-03' }],
    },
  }),
  cash: line({ number: 6, entitlement: 2, deal: 'a:b', event: 'collected:a:b:refund:R|1:x', amount: 7n }),
  elsewhere: line({ number: 7, entitlement: 2, deal: 'D-9', event: 'booked:D-9:booking', key: 'its own' }),
  withoutEvent: line({
    number: 8,
    deal: 'D-9',
    event: null,
    key: 'credit:2026-02-10',
    limits: [
      { by: 'cap', of: 'plan', per: 'month', effect: 'carriedIn', limit: 9_007_199_254_740_993n, amount: 5n },
      { by: 'floor', of: 'component', per: 'deal', effect: 'lifted', limit: 10n, amount: -3n },
    ],
  }),
  odd: line({ number: 9, deal: 'D', event: 'booked:D::x' }),
  earlier: line({ number: 1, amount: 100n, date: '2026-01-31' }),
  euros: line({ number: 10, entitlement: 1, amount: 3n }),
  ofBo: line({ number: 1, entitlement: 3, amount: 55n }),
} as const;

const { earlier, euros, ofBo, ...inFebruary } = LINES;
const DOLLAR_LINES = Object.values(inFebruary);

const FULL = statement({
  lines: DOLLAR_LINES,
  status: 'incomplete',
  payables: [{ entitlement: 2, amount: -9_007_199_254_740_993n }],
  releases: [
    {
      assignment: 'ae/2026-01-01',
      component: 'seats',
      deal: null,
      amount: '0.07',
      shares: [{ share: '50%', on: 'collected', reached: '100%', because: 'all "paid"' }],
    },
  ],
  held: [{ assignment: 'ae/2026-01-01', component: 'seats', deal: 'D-1', amount: '1.00', shares: [] }],
  standings: [
    {
      assignment: 'ae/2026-01-01',
      segmentFrom: '2026-01-01',
      measure: 'new-acv',
      windowFrom: '2026-01-01',
      windowTo: '2026-04-01',
      credited: 900_719_925_474_099_300_000_000n,
      scale: 100_000_000n,
      quota: null,
    },
  ],
  problems: [problemOf('ada').problem],
});

const results: ShardResults = {
  payees: [payeeResult('ada'), payeeResult('bo')],
  entitlements: [DOLLARS, EUROS, UNITS, OF_BO],
  statements: [
    statement({ period: periodOf('2026-01'), lines: [earlier] }),
    FULL,
    statement({ currency: 'EUR', lines: [euros] }),
    statement({ payee: 'bo', lines: [ofBo] }),
  ],
  problems: [problemOf('ada', 'first'), problemOf('bo'), problemOf('ada', 'second')],
};

async function withResults(db: Database): Promise<Database> {
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
    await writeRunPeriods(trx, run, PERIODS);
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

describe.each(databases)('results on $name', (database) => {
  const publishedResults = async () => withResults(await database.create());

  describe('statements', () => {
    it('are read as they were posted, one for each currency, with what they are rendered from', async () => {
      const db = await publishedResults();
      const found = await readPostedStatements(db, EVERY_PAYEE, 'ada', '2026-02');
      expect(found.map(({ posted }) => posted)).toEqual([
        statement({ currency: 'EUR', lines: [euros] }),
        FULL,
      ]);
      expect(found[0]).toMatchObject({
        name: 'ADA',
        inputsHash: 'inputs of ada',
        run: { id: 1, through: '2026-03-31' },
        entitlements: [DOLLARS, EUROS, UNITS],
      });
      expect(await readPostedStatements(db, EVERY_PAYEE, 'ada', '2026-03')).toEqual([]);
      expect(await readPostedStatements(db, EVERY_PAYEE, 'ada', '2026-07')).toEqual([]);
      expect(await readPostedStatements(db, EVERY_PAYEE, 'ada', '2026-02', { run: 99 })).toEqual([]);
    });

    it('are listed in the order of payee, period and currency, filtered and from behind a place', async () => {
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
      const after = { payee: 'ada', period: '2026-02', currency: 'EUR' };
      expect(await list({ after })).toEqual(all.slice(2));
      expect(await list({ after, limit: 1 })).toEqual(all.slice(2, 3));
      expect(await list({ after: { ...after, payee: 'abe' } })).toEqual(all);
      expect(await list({ after: { ...after, period: '2026-01' } })).toEqual(all);
      expect(await list({ run: 99 })).toEqual([]);
    });

    it('are listed with their totals', async () => {
      const db = await publishedResults();
      expect(await listStatements(db, EVERY_PAYEE, { payee: 'bo' })).toEqual([
        {
          payee: 'bo',
          period: '2026-02',
          currency: 'USD',
          from: '2026-02-01',
          to: '2026-03-01',
          status: 'complete',
          totals: statement().totals,
        },
      ]);
    });

    it('of other payees are hidden from a scope', async () => {
      const db = await publishedResults();
      expect(await readPostedStatements(db, ADA, 'bo', '2026-02')).toEqual([]);
      expect(await readPostedStatements(db, ADA, 'ada', '2026-02')).toHaveLength(2);
      expect((await listStatements(db, ADA)).map((each) => each.payee)).toEqual(['ada', 'ada', 'ada']);
      expect(await listStatements(db, ADA, { payee: 'bo' })).toEqual([]);
      expect(await listStatements(db, NOBODY)).toEqual([]);
    });
  });

  describe('lines', () => {
    it('are read as they were posted, in the order of periods and numbers', async () => {
      const db = await publishedResults();
      const found = await readLines(db, EVERY_PAYEE, { payee: 'ada' });
      expect(found.map((each) => each.line)).toEqual([earlier, ...DOLLAR_LINES, euros]);
      expect(found.at(-1)).toEqual({ period: periodOf('2026-02'), entitlement: EUROS, line: euros });
    });

    it('are read by period and deal, and from behind a number', async () => {
      const db = await publishedResults();
      const numbers = async (filter: Omit<LineFilter, 'payee'>) =>
        (await readLines(db, EVERY_PAYEE, { payee: 'ada', ...filter })).map((each) => each.line.number);
      expect(await numbers({ period: '2026-01' })).toEqual([1]);
      expect(await numbers({ period: '2026-09' })).toEqual([]);
      expect(await numbers({ deal: 'D-1' })).toEqual([1, 1, 2, 3, 10]);
      expect(await numbers({ deal: 'D-1', period: '2026-02' })).toEqual([1, 2, 3, 10]);
      expect(await numbers({ period: '2026-02', after: 3, limit: 2 })).toEqual([4, 5]);
      expect(await numbers({ run: 99 })).toEqual([]);
    });

    it('of other payees are hidden from a scope', async () => {
      const db = await publishedResults();
      expect(await readLines(db, ADA, { payee: 'bo' })).toEqual([]);
      expect(await readLines(db, ADA, { payee: 'ada' })).toHaveLength(11);
      expect(await readLines(db, NOBODY, { payee: 'ada' })).toEqual([]);
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
        { team: 'apac', name: 'APAC', measures: ['new-acv'] },
        { team: 'emea', name: 'EMEA', measures: ['new-acv', 'renewals'] },
      ]);
    });

    it('is hidden from a scope of some payees, as it tells about all members', async () => {
      const db = await publishedResults();
      expect(await readTeamAttainment(db, ADA, 'emea')).toEqual([]);
      expect(await listTeams(db, ADA)).toEqual([]);
    });
  });
});
