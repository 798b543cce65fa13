import { describe, expect, it } from 'vitest';
import { addAdjustments } from '../../../src/runs/adjustments/add-adjustments.js';
import type { AdjustmentDraft } from '../../../src/runs/adjustments/adjustment-draft.js';
import { decideAdjustments } from '../../../src/runs/adjustments/decide-adjustments.js';
import { importAdjustments } from '../../../src/runs/adjustments/import-adjustments.js';
import { audit } from '../../../src/runs/audit/audit.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { verifyPeriod } from '../../../src/runs/verify-period.js';
import { readTransactions } from '../../../src/store/ledger-entries.js';
import { databases } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from '../closing/closing-company.js';

const PLAN = `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission: { tiers: marginal, over: amount, rates: [ { from: 0, rate: 5% } ] }
`;

/** Ann earns 3,000.00 in January, nothing in February; bob nothing. */
async function companyIn(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: PLAN });
  await company.data({
    payees: ['id,name', 'ann,Ann', 'bob,Bob', 'cy,Cy'],
    assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'bob,ae,2026-01-01'],
    deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000'],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%'],
  });
  await company.calculate('2026-02');
  return company;
}

const BONUS: AdjustmentDraft = {
  payee: 'ann',
  payGroup: 'monthly-USD',
  period: '2026-01',
  amount: '500.00',
  reason: 'Ran the fair',
};

async function added(company: ClosingCompany, ...drafts: readonly Partial<AdjustmentDraft>[]) {
  const done = await addAdjustments(company.db, {
    drafts: drafts.map((each) => ({ ...BONUS, ...each })),
    actor: 'ops',
  });
  return done.ok ? done.value.map(({ number }) => number) : codes(done);
}

function codes(done: { readonly ok: boolean; readonly problems?: readonly { readonly code: string }[] }) {
  return done.ok ? [] : (done.problems ?? []).map(({ code }) => code);
}

async function approve(company: ClosingCompany, actor = 'cfo', ...numbers: readonly number[]) {
  const done = await decideAdjustments(company.db, {
    ...(numbers.length > 0 && { numbers }),
    decision: 'approved',
    actor,
  });
  return done.ok ? done.value.map(({ number }) => number) : codes(done);
}

describe.each(databases)('adjustments by hand on $name', (database) => {
  it('are paid with their period once another person approved them, and become part of what is closed', async () => {
    const company = await companyIn(database);
    expect(
      await added(company, {}, { payee: 'bob', amount: '-200.00', reason: 'Paid twice in 2025' }),
    ).toEqual([1, 2]);
    await company.calculate('2026-02');
    expect((await company.statement('ann', '2026-01')).adjustments).toEqual([]);
    expect(await approve(company)).toEqual([1, 2]);
    await company.calculate('2026-02');
    const ann = await company.statement('ann', '2026-01');
    expect(ann.adjustments).toEqual([
      {
        adjustment: 1,
        amount: '500.00',
        reason: 'Ran the fair',
        attachment: null,
        maker: 'ops',
        approver: 'cfo',
      },
    ]);
    expect(ann.balances).toMatchObject({
      earned: '3000.00',
      payable: '3000.00',
      adjusted: '500.00',
      paid: '3500.00',
    });
    expect((await company.statement('ann', '2026-02')).yearToDate).toMatchObject({
      adjusted: '500.00',
      paid: '3500.00',
    });
    expect((await company.statement('bob', '2026-01')).balances).toMatchObject({
      adjusted: '-200.00',
      paid: '0.00',
      carried: '-200.00',
    });
    expect((await company.statement('bob', '2026-02')).balances).toMatchObject({
      carriedIn: '-200.00',
      adjusted: '0.00',
      carried: '-200.00',
    });
    await company.close('2026-01');
    const posted = (await readTransactions(company.db, ['ann'])).flatMap(({ entries }) => entries);
    expect(posted.filter(({ account }) => account === 'adjusted')).toEqual([
      { account: 'adjusted', amount: -50_000n },
    ]);
    expect((await audit(company.db)).every(({ breaks }) => breaks.length === 0)).toBe(true);
    const verified = await verifyPeriod(company.db, { period: '2026-01' });
    expect(verified.ok && verified.value.map(({ isEqual }) => isEqual)).toEqual([true]);
    await company.calculate('2026-02');
    expect((await company.statement('ann', '2026-01')).adjustments).toHaveLength(1);
    expect((await company.statement('ann', '2026-02')).balances).toMatchObject({
      adjusted: '0.00',
      paid: '0.00',
      carried: '0.00',
    });
  });

  it('are refused for a closed period, which names the open one', async () => {
    const company = await companyIn(database);
    expect(await added(company, { period: '2026-02' })).toEqual([1]);
    await company.close('2026-01');
    const done = await addAdjustments(company.db, { drafts: [BONUS], actor: 'ops' });
    expect(done.ok ? [] : done.problems).toMatchObject([
      {
        code: 'period-state',
        message: '2026-01 of monthly-USD is closed and takes no adjustment',
        hint: 'make it of 2026-02, which is open',
      },
    ]);
  });

  it('are not decided on by who made them, nor by who is paid, nor twice', async () => {
    const company = await companyIn(database);
    await added(company, {}, {});
    expect(await approve(company, 'ops', 1)).toEqual(['own-work']);
    expect(await approve(company, 'ann', 1)).toEqual(['own-work']);
    expect(await approve(company, 'ops')).toEqual([]);
    expect(await approve(company, 'cfo', 1, 9)).toEqual(['not-found']);
    expect(await approve(company, 'cfo', 1)).toEqual([1]);
    expect(await approve(company, 'cfo', 1, 2)).toEqual(['already-decided']);
    const rejected = { numbers: [2], decision: 'rejected', actor: 'cfo' } as const;
    expect(codes(await decideAdjustments(company.db, rejected))).toEqual(['missing-value']);
    const done = await decideAdjustments(company.db, { ...rejected, reason: 'no receipt' });
    expect(done.ok && done.value[0]?.decision).toMatchObject({ decision: 'rejected', reason: 'no receipt' });
    await company.calculate('2026-02');
    expect((await company.statement('ann', '2026-01')).balances.adjusted).toBe('500.00');
  });

  it('keep a period from being submitted while one waits, or is approved and not calculated', async () => {
    const company = await companyIn(database);
    const step = { payGroup: 'monthly-USD', period: '2026-01', actor: 'ops' };
    await added(company, {});
    expect(codes(await submitPeriod(company.db, step))).toEqual(['adjustment-waiting']);
    await approve(company);
    expect(codes(await submitPeriod(company.db, step))).toEqual(['run-outdated']);
    await company.calculate('2026-02');
    expect(codes(await submitPeriod(company.db, step))).toEqual([]);
    expect(codes(await approvePeriod(company.db, { ...step, actor: 'cfo' }))).toEqual([]);
  });

  it('say all that is wrong with them, and nothing is kept', async () => {
    const company = await companyIn(database);
    expect(
      await added(company, { amount: '1.005' }, { amount: '0' }, { amount: '5', currency: 'EUR' }),
    ).toEqual(['money-expected', 'out-of-range', 'currency-mismatch']);
    expect(await added(company, { payee: 'eve' })).toEqual(['unknown-reference']);
    expect(await added(company, { payee: 'cy' })).toEqual(['missing-plan']);
    expect(await added(company, { payGroup: 'monthly' }, { period: '2026-W10' })).toEqual([
      'invalid-value',
      'invalid-value',
    ]);
    expect(await added(company, { reason: ' ' })).toEqual(['missing-value']);
    expect(await added(company, { attachment: { file: 'a.pdf', hash: 'x' } })).toEqual(['invalid-value']);
    expect(await added(company, {})).toEqual([1]);
  });

  it('come from a file once', async () => {
    const company = await companyIn(database);
    const bytes = Buffer.from(
      'payee,payGroup,period,amount,reason,note\nann,monthly-USD,2026-01,12.50,Taxi,"late, at night"\nbob,monthly-USD,2026-02,-3.00,Phone,\n',
    );
    const file = { name: 'march.csv', bytes, actor: 'ops' };
    const done = await importAdjustments(company.db, file);
    expect(done.ok && done.value.map(({ payee, amount, note }) => [payee, amount, note])).toEqual([
      ['ann', 1250n, 'late, at night'],
      ['bob', -300n, null],
    ]);
    expect(codes(await importAdjustments(company.db, file))).toEqual(['duplicate-record']);
    const wrong = Buffer.from('payee,payGroup,period,sum\n');
    expect(codes(await importAdjustments(company.db, { ...file, bytes: wrong }))).toEqual([
      'unknown-column',
      'missing-column',
      'missing-column',
    ]);
    const lines = Buffer.from('payee,payGroup,period,amount,reason\nann,monthly-USD,2026-01,x,Taxi\n');
    const refused = await importAdjustments(company.db, { ...file, bytes: lines });
    expect(refused.ok ? [] : refused.problems).toMatchObject([
      { code: 'money-expected', location: { file: 'march.csv', line: 2, column: 1 } },
    ]);
  });
});
