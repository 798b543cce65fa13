import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import type { ProposedCorrection } from '../../../src/ledger/disputes/dispute.js';
import type { Result } from '../../../src/problems/result.js';
import {
  acceptDispute,
  rejectDispute,
  replyToDispute,
  withdrawDispute,
} from '../../../src/runs/disputes/decide-dispute.js';
import { openDispute } from '../../../src/runs/disputes/open-dispute.js';
import { previewCorrection } from '../../../src/runs/disputes/preview-correction.js';
import { latestChange, listChanges } from '../../../src/store/change.js';
import { readDisputes } from '../../../src/store/disputes.js';
import type { Database } from '../../../src/store/executor.js';
import { recordHistory } from '../../../src/store/record-history.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { openTemporary } from '../../databases/opened.js';
import { ClosingCompany, closingCompany } from '../closing/closing-company.js';

const RATES = 'commission: { tiers: marginal, over: amount, rates: [ { from: 0, rate: 5% } ] }';
const PLAN = (plan: string, credit: string) => `language: 1
plan: ${plan}
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: ${credit}, window: quarter }
components:
  sales: { measure: bookings, ${RATES} }
`;

/** Ann owns D-1, 60,000 in January; mia manages both; cy has nothing to do with it. January is closed. */
async function companyIn(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({
    ae: PLAN('ae', '{ roles: [owner] }'),
    lead: PLAN('lead', '{ team: true, roles: [owner] }'),
  });
  await company.data({
    payees: ['id,name', 'ann,Ann', 'bob,Bob', 'cy,Cy', 'mia,Mia'],
    teams: ['id,name', 'north,North'],
    memberships: ['team,payee,as,from', 'north,ann,member,2026-01-01', 'north,mia,manager,2026-01-01'],
    assignments: [
      'payee,plan,from',
      ...['ann', 'bob', 'cy'].map((payee) => `${payee},ae,2026-01-01`),
      'mia,lead,2026-01-01',
    ],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000', 'D-2,2026-01-21,1000'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,cy,owner,100%'],
  });
  await company.calculate('2026-02');
  await company.close('2026-01');
  await company.calculate('2026-02');
  return company;
}

const HALVES: readonly ProposedCorrection[] = ['ann', 'bob'].map((payee) => ({
  kind: 'split',
  fields: { deal: 'D-1', payee, role: 'owner', share: '50%' },
}));

async function opened(company: ClosingCompany, corrections: readonly ProposedCorrection[] = HALVES) {
  const asked = { line: 'ann.2026-01.1', expected: '1500.00', message: 'Bob has half of it', actor: 'ann' };
  return value(await openDispute(company.db, EVERY_PAYEE, { ...asked, corrections }));
}

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

function codes(done: Result<unknown>): readonly string[] {
  return done.ok ? [] : done.problems.map(({ code }) => code);
}

describe.each(databases)('disputes on $name', (database) => {
  it('show what they would do to everybody, and do it once they are accepted', async () => {
    const company = await companyIn(database);
    const { number, amount, payGroup, component, deal } = await opened(company);
    expect({ number, amount, payGroup, component, deal }).toEqual({
      number: 1,
      amount: 300_000n,
      payGroup: 'monthly-USD',
      component: 'sales',
      deal: 'D-1',
    });
    const before = await latestChange(company.db);
    const effects = value(await previewCorrection(company.db, HALVES));
    expect(
      effects.map(({ payee, period, earned, paid, belongsTo }) => [
        payee,
        period,
        earned.difference,
        paid.difference,
        ...belongsTo.map((each) => `${each.period} ${each.earned}`),
      ]),
    ).toEqual([
      ['ann', '2026-02', '-1500.00', '0.00', '2026-01 -1500.00'],
      ['bob', '2026-02', '1500.00', '1500.00', '2026-01 1500.00'],
      ['mia', '2026-02', '-1500.00', '0.00', '2026-01 -1500.00'],
    ]);
    expect(await latestChange(company.db)).toBe(before);

    value(await replyToDispute(company.db, { number, actor: 'mia', reason: 'So it was agreed.' }));
    const done = value(await acceptDispute(company.db, { number, actor: 'mia' }));
    expect(done).toMatchObject({
      replies: [{ actor: 'mia', message: 'So it was agreed.' }],
      decision: { decision: 'accepted', actor: 'mia', change: before + 2 },
    });
    expect((await listChanges(company.db, { limit: 1 }))[0]).toMatchObject({
      command: 'dispute accept',
      actor: 'mia',
      reason: 'dispute 1: Bob has half of it',
    });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      `credit D-1 -1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, split D-1 ann owner @${before + 2}`,
    ]);
    expect(await company.lines('bob', '2026-02')).toHaveLength(1);
    const key = { deal: 'D-1', payee: 'ann', role: 'owner', from: null };
    const history = await recordHistory(company.db, EVERY_PAYEE, 'split', key);
    expect(history.map(({ record }) => record.share)).toEqual(['1', '0.5']);
  });

  it('correct the date or the amount of a deal, and leave its other fields', async () => {
    const company = await companyIn(database);
    const fields = { id: 'D-1', tcv: '70000.00', closeDate: '2026-02-03' };
    const effects = value(await previewCorrection(company.db, [{ kind: 'deal', fields }]));
    expect(effects.map(({ payee, earned, belongsTo }) => [payee, earned.difference, belongsTo])).toEqual(
      ['ann', 'mia'].map((payee) => [
        payee,
        '500.00',
        [
          { period: '2026-01', earned: '-3000.00' },
          { period: '2026-02', earned: '3500.00' },
        ],
      ]),
    );
  });

  it('are decided on by another person than opened them, and once', async () => {
    const company = await companyIn(database);
    const { number } = await opened(company);
    const step = { number, reason: 'no' };
    expect(codes(await acceptDispute(company.db, { number, actor: 'ann' }))).toEqual(['own-work']);
    expect(codes(await rejectDispute(company.db, { ...step, actor: 'ann' }))).toEqual(['own-work']);
    expect(codes(await withdrawDispute(company.db, { number, actor: 'mia' }))).toEqual(['own-work']);
    expect(codes(await rejectDispute(company.db, { number, actor: 'mia' }))).toEqual(['missing-value']);
    expect(codes(await acceptDispute(company.db, { number: 9, actor: 'mia' }))).toEqual(['not-found']);
    expect(value(await rejectDispute(company.db, { ...step, actor: 'mia' })).decision).toMatchObject({
      decision: 'rejected',
      reason: 'no',
    });
    expect(codes(await acceptDispute(company.db, { number, actor: 'mia' }))).toEqual(['already-decided']);
    expect(codes(await replyToDispute(company.db, { ...step, actor: 'ann' }))).toEqual(['already-decided']);
    const shares = await recordHistory(company.db, EVERY_PAYEE, 'split', {
      ...{ deal: 'D-1', payee: 'ann', role: 'owner', from: null },
    });
    expect(shares).toHaveLength(1);
  });

  it('are withdrawn by who opened them, and come without a correction', async () => {
    const company = await companyIn(database);
    const first = await opened(company, []);
    expect(value(await previewCorrection(company.db, first.corrections))).toEqual([]);
    value(await acceptDispute(company.db, { number: first.number, actor: 'mia' }));
    const second = await opened(company);
    value(await withdrawDispute(company.db, { number: second.number, actor: 'ann' }));
    const all = await readDisputes(company.db, EVERY_PAYEE, { payee: 'ann' });
    expect(all.map(({ decision }) => decision?.decision)).toEqual(['accepted', 'withdrawn']);
    expect(await readDisputes(company.db, EVERY_PAYEE, { state: 'open' })).toEqual([]);
    expect(await readDisputes(company.db, payeesAlone('bob'))).toEqual([]);
  });

  it('are refused where the line is not there, or an import would refuse the correction', async () => {
    const company = await companyIn(database);
    const asked = { line: 'ann.2026-01.1', expected: '1.00', message: 'x', actor: 'ann' };
    const open = async (given: Partial<Parameters<typeof openDispute>[2]>, scope = EVERY_PAYEE) =>
      codes(await openDispute(company.db, scope, { ...asked, ...given }));
    expect(await open({ line: 'ann.2026-01.9' })).toEqual(['not-found']);
    expect(await open({}, payeesAlone('bob'))).toEqual(['not-found']);
    expect(await open({ expected: '1.001', message: ' ' })).toEqual(['money-expected', 'missing-value']);
    expect(await open({ corrections: HALVES.slice(0, 1) })).toEqual(['split-total']);
    const deal = (fields: Readonly<Record<string, string>>) =>
      open({ corrections: [{ kind: 'deal', fields }] });
    expect(await deal({ id: 'D-9', tcv: '1' })).toEqual(['unknown-reference']);
    expect(await deal({ id: 'D-1', sum: '1' })).toEqual(['unknown-field']);
    expect(await deal({ id: 'D-1', tcv: 'x' })).toEqual(['money-expected']);
  });
});

it('let others write while it is calculated what they would do', async () => {
  const company = await companyIn(SQLITE);
  const { db } = company;
  const rival = new ClosingCompany(await openTemporary(db.path), company.folder);
  const happened: string[] = [];
  const watched: Database = Object.assign(Object.create(db), {
    write: (work: Parameters<Database['write']>[0]) => {
      happened.push('write');
      return db.write(work);
    },
    read: (work: Parameters<Database['read']>[0]) => {
      happened.push('read');
      const isAfterImport = happened.at(-2) === 'write';
      return db.read(async (trx) => {
        const rows = ['deal,payee,role,share', 'D-1,ann,owner,20%', 'D-1,bob,owner,80%'];
        if (isAfterImport) await rival.data({ splits: rows });
        return work(trx);
      });
    },
  });
  const before = await latestChange(db);
  const effects = value(await previewCorrection(watched, HALVES));
  expect(happened.slice(-2)).toEqual(['write', 'read']);
  expect(await latestChange(db)).toBe(before + 1);
  expect(effects.map(({ payee, earned }) => [payee, earned.difference])).toEqual([
    ['ann', '-1500.00'],
    ['bob', '1500.00'],
    ['mia', '-1500.00'],
  ]);
});

it('show what they would do to a deal that nobody shares yet', async () => {
  const company = await companyIn(SQLITE);
  await company.data({ deals: ['id,closeDate,tcv', 'D-3,2026-02-10,2000'] });
  const fields = { deal: 'D-3', payee: 'bob', role: 'owner', share: '100%' };
  const effects = value(await previewCorrection(company.db, [{ kind: 'split', fields }]));
  expect(effects.map(({ payee, earned }) => [payee, earned.difference])).toEqual([['bob', '100.00']]);
});
