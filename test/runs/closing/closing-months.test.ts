import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { explainStatementLine } from '../../../src/runs/explain-statement-line.js';
import { previewAdjustments } from '../../../src/runs/preview-adjustments.js';
import { readStatements } from '../../../src/runs/read-statements.js';
import { verifyPeriod } from '../../../src/runs/verify-period.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany, linesOf } from './closing-company.js';

const FLAT = (rate: string, more = '') => `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission:
      tiers: marginal
      over: attainment
      rates:
        - { from: 0%, rate: ${rate} }
        - { from: 100%, rate: 20% }
${more}`;

const PEOPLE = {
  payees: ['id,name', 'ann,Ann', 'bob,Bob'],
  assignments: ['payee,plan,from', 'ann,ae,2026-01-01', 'bob,ae,2026-01-01'],
  quotas: [
    'payee,quota,from,to,amount,currency',
    'ann,bookings,2026-01-01,2027-01-01,400000,USD',
    'bob,bookings,2026-01-01,2027-01-01,400000,USD',
  ],
};

const JANUARY = {
  deals: ['id,closeDate,tcv', 'D-1,2026-01-20,60000', 'D-2,2026-02-10,20000'],
  splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,ann,owner,100%'],
};

async function closedJanuary(database: (typeof databases)[number]): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: FLAT('5%') });
  await company.data({ ...PEOPLE, ...JANUARY });
  await company.calculate('2026-02');
  const draft = await company.statement('ann', '2026-01');
  await company.close('2026-01');
  const { closed, ...frozen } = await company.statement('ann', '2026-01');
  expect(frozen).toEqual(draft);
  expect(closed).toMatchObject({ closing: 1, by: 'ops' });
  return company;
}

describe.each(databases)('closing months on $name', (database) => {
  it('closes the next month of a pay group for who has left it, though nothing was earned in it', async () => {
    const company = await closedJanuary(database);
    expect(await company.lines('bob', '2026-01')).toEqual([]);
    await company.rules({ ae: FLAT('5%').replace('monthly', 'quarterly') });
    await company.calculate('2026-02');
    await company.close('2026-02');
    expect((await company.statement('bob', '2026-02')).closed).toMatchObject({ closing: 2 });
  });

  it('keeps what was closed, and posts a late split in the open month to both who share the deal', async () => {
    const company = await closedJanuary(database);
    const before = JSON.stringify(await company.statement('ann', '2026-01'));
    await company.data({
      splits: ['deal,payee,role,share', 'D-1,ann,owner,50%', 'D-1,bob,owner,50%'],
    });
    const preview = await previewAdjustments(company.db);
    expect(preview.ok && preview.value[0]).toMatchObject({
      postedIn: '2026-02',
      adjustments: [
        {
          payee: 'ann',
          period: '2026-01',
          cause: 'credit',
          deal: 'D-1',
          earned: '-1500.00',
          payable: '-1500.00',
        },
        {
          payee: 'bob',
          period: '2026-01',
          cause: 'credit',
          deal: 'D-1',
          earned: '1500.00',
          payable: '1500.00',
        },
      ],
      totals: [{ period: '2026-01', cause: 'credit', adjustments: 2, earned: '0.00', payable: '0.00' }],
    });
    await company.calculate('2026-02');
    expect(JSON.stringify(await company.statement('ann', '2026-01'))).toBe(before);
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 -1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, split D-1 ann owner @3',
      'credit D-2 1000.00',
    ]);
    expect(await company.lines('bob', '2026-02')).toEqual([
      'credit D-1 1500.00; adjusts 2026-01, credit, split D-1 bob owner @3',
    ]);
    expect((await company.statement('ann', '2026-02')).balances).toMatchObject({
      payable: '-500.00',
      paid: '0.00',
      carried: '-500.00',
    });
    for (const id of ['ann.2026-02.1', 'ann.2026-02.2', 'bob.2026-02.1', 'ann.2026-01.1']) {
      const explained = await explainStatementLine(company.db, EVERY_PAYEE, id);
      expect([id, explained?.equalsStored]).toEqual([id, true]);
    }
    const explained = await explainStatementLine(company.db, EVERY_PAYEE, 'bob.2026-02.1');
    expect(explained?.sentences[0]).toBe(
      'This is a prior-period adjustment of 2026-01, which is closed: split D-1 bob owner was changed by change 3 (credit).',
    );
    await company.close('2026-02');
    for (const period of ['2026-01', '2026-02']) {
      const verified = await verifyPeriod(company.db, { period });
      expect(verified).toMatchObject({ ok: true, value: [{ isEqual: true, differences: [] }] });
    }
  });
});

/** What a statement makes payable of deals whose earnings wait. */
async function releases(company: ClosingCompany, payee: string, period: string): Promise<readonly string[]> {
  return (await company.statement(payee, period)).releases.map(({ deal, amount, adjusts }) =>
    [
      `${deal} ${amount}`,
      ...(adjusts === undefined ? [] : [`adjusts ${adjusts.period}, ${adjusts.cause}, ${adjusts.source}`]),
    ].join('; '),
  );
}

async function expectSound(company: ClosingCompany, payee: string, period: string): Promise<void> {
  const { components } = await company.statement(payee, period);
  for (const { id } of components.flatMap(({ lines }) => lines)) {
    const explained = await explainStatementLine(company.db, EVERY_PAYEE, id);
    expect([id, explained?.equalsStored]).toEqual([id, true]);
  }
}

describe('what changes of a closed month', () => {
  it('is posted where a quota is fixed after the close', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({
      quotas: ['payee,quota,from,to,amount,currency', 'ann,bookings,2026-01-01,2027-01-01,200000,USD'],
    });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @3',
      'credit D-2 4000.00',
    ]);
    await expectSound(company, 'ann', '2026-02');
    await company.close('2026-02');
    expect(await verifyPeriod(company.db, { period: '2026-02' })).toMatchObject({
      value: [{ isEqual: true }],
    });
    // A month later nothing is left to be posted of it.
    await company.calculate('2026-03');
    expect(await company.lines('ann', '2026-03')).toEqual([]);
  });

  it('is posted where a deal of a closed month comes late, names its month, and re-rates the deal after it', async () => {
    const company = await closedJanuary(SQLITE);
    await company.calculate('2026-02');
    await company.close('2026-02');
    await company.data({
      deals: ['id,closeDate,tcv', 'D-0,2026-01-05,60000', 'D-9,2026-03-05,1000'],
      splits: ['deal,payee,role,share', 'D-0,ann,owner,100%', 'D-9,ann,owner,100%'],
    });
    await company.calculate('2026-03');
    expect(await company.lines('ann', '2026-03')).toEqual([
      'credit D-0 3000.00; adjusts 2026-01, credit, deal D-0 @3',
      'credit D-1 3000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, deal D-0 @3',
      'credit D-2 3000.00; corrects 1000.00 of 2026-02; adjusts 2026-02, credit, deal D-0 @3',
      'credit D-9 200.00',
    ]);
    await expectSound(company, 'ann', '2026-03');
  });

  it('is a correction where the deal itself says something else', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({ deals: ['id,closeDate,tcv', 'D-1,2026-01-20,50000'] });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 -500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, correction, deal D-1 @3',
      'credit D-2 1000.00',
    ]);
  });

  it('is posted at the new rate where the plan is corrected retroactively, and taken back where it is gone', async () => {
    const company = await closedJanuary(SQLITE);
    await company.rules({ ae: FLAT('6%') });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 600.00; corrects 3000.00 of 2026-01; adjusts 2026-01, rate, rules plans/ae.yaml @3',
      'credit D-2 1200.00',
    ]);
    await expectSound(company, 'ann', '2026-02');
    await company.close('2026-02');
    await company.rules({ ae: FLAT('6%').replace('  sales:', '  deals:') });
    await company.calculate('2026-03');
    expect(await company.lines('ann', '2026-03')).toEqual([
      'credit D-1 3600.00; adjusts 2026-01, rate, rules plans/ae.yaml @4',
      'credit D-2 1200.00; adjusts 2026-02, rate, rules plans/ae.yaml @4',
      'credit D-1 -3600.00; corrects 3600.00 of 2026-01; adjusts 2026-01, plan, rules plans/ae.yaml @4',
      'credit D-2 -1200.00; corrects 1200.00 of 2026-02; adjusts 2026-02, plan, rules plans/ae.yaml @4',
    ]);
    await expectSound(company, 'ann', '2026-03');
    await company.close('2026-03');
    for (const period of ['2026-01', '2026-02', '2026-03'])
      expect(await verifyPeriod(company.db, { period })).toMatchObject({ value: [{ isEqual: true }] });
  });

  it('is released where cash comes late, and taken back where a refund does', async () => {
    const company = await closingCompany(SQLITE);
    await company.rules({ ae: FLAT('5%', '    release: [{ on: collected, share: 100% }]\n') });
    await company.data({
      ...PEOPLE,
      ...JANUARY,
      'invoice-lines': ['invoice,deal,date,amount', 'I-1,D-1,2026-01-20,60000'],
    });
    await company.calculate('2026-03');
    await company.close('2026-01');
    await company.data({
      receipts: ['id,date,amount', 'R-1,2026-01-28,60000'],
      applications: ['receipt,invoice,amount', 'R-1,I-1,60000'],
    });
    const preview = await previewAdjustments(company.db);
    expect(preview).toMatchObject({ value: [{ earned: '0.00', payable: '3000.00' }] });
    await company.calculate('2026-03');
    expect(await company.lines('ann', '2026-02')).toEqual(['credit D-2 1000.00']);
    expect(await releases(company, 'ann', '2026-02')).toEqual([
      'D-1 3000.00; adjusts 2026-01, cash, application R-1 I-1',
    ]);
    await company.close('2026-02');
    // Known late, and dated in a month that is closed; one that is dated in the open month is no adjustment.
    await company.data({
      refunds: [
        'id,receipt,date,kind,amount',
        'F-1,R-1,2026-02-20,refund,30000',
        'F-2,R-1,2026-03-02,refund,6000',
      ],
    });
    await company.calculate('2026-03');
    expect(await releases(company, 'ann', '2026-03')).toEqual([
      'D-1 -1500.00; adjusts 2026-02, cash, refund F-1',
      'D-1 -300.00',
    ]);
    expect((await company.statement('ann', '2026-03')).balances).toMatchObject({
      payable: '-1800.00',
      carried: '-1800.00',
      closingHeld: '2800.00',
    });
    await company.close('2026-03');
    expect(await verifyPeriod(company.db, { period: '2026-03' })).toMatchObject({
      value: [{ isEqual: true }],
    });
  });

  it('leaves a draw of a closed month as it was, and goes on from what is owed', async () => {
    const company = await closingCompany(SQLITE);
    await company.rules({ ae: FLAT('5%', 'draw: { amount: 4000, recoverable: true }\n') });
    await company.data({ ...PEOPLE, ...JANUARY });
    await company.calculate('2026-02');
    const draft = await company.statement('ann', '2026-01');
    expect(draft.balances).toMatchObject({ payable: '3000.00', drawn: '1000.00', paid: '4000.00' });
    await company.close('2026-01');
    await company.data({ deals: ['id,closeDate,tcv', 'D-1,2026-01-20,100000'] });
    await company.calculate('2026-02');
    expect((await company.statement('ann', '2026-01')).balances).toEqual(draft.balances);
    expect((await company.statement('ann', '2026-02')).balances).toMatchObject({
      // 2,000 of January and 20% of the deal in February, which is now above the quota.
      payable: '6000.00',
      drawn: '0.00',
      recovered: '1000.00',
      paid: '5000.00',
      owed: { opening: '1000.00', closing: '0.00' },
    });
    expect((await company.statement('ann', '2026-02')).yearToDate).toMatchObject({ paid: '9000.00' });
  });

  it('is posted to somebody who turns out to have been on a plan, without a statement in the closed month', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({
      payees: ['id,name', 'cy,Cy'],
      assignments: ['payee,plan,from', 'cy,ae,2026-01-01'],
      quotas: ['payee,quota,from,to,amount,currency', 'cy,bookings,2026-01-01,2027-01-01,400000,USD'],
      splits: ['deal,payee,role,share', 'D-1,ann,owner,90%', 'D-1,cy,owner,10%'],
    });
    await company.calculate('2026-02');
    await expect(company.statement('cy', '2026-01')).rejects.toThrow('cy has no statement for 2026-01');
    expect(await company.lines('cy', '2026-02')).toEqual([
      'credit D-1 300.00; adjusts 2026-01, credit, split D-1 cy owner @3',
    ]);
    await company.close('2026-02');
    expect(await verifyPeriod(company.db, { period: '2026-02' })).toMatchObject({
      value: [{ isEqual: true, statements: 3 }],
    });
  });

  it('does not touch whoever comes after the closing, and no run may end before what is closed', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({
      payees: ['id,name', 'dee,Dee'],
      assignments: ['payee,plan,from', 'dee,ae,2026-02-05'],
      quotas: ['payee,quota,from,to,amount,currency', 'dee,bookings,2026-01-01,2027-01-01,400000,USD'],
      deals: ['id,closeDate,tcv', 'D-5,2026-02-20,8000'],
      splits: ['deal,payee,role,share', 'D-5,dee,owner,100%'],
    });
    await company.calculate('2026-02');
    expect(await company.lines('dee', '2026-02')).toEqual(['credit D-5 400.00']);
    expect(await company.lines('ann', '2026-02')).toEqual(['credit D-2 1000.00']);
    await company.close('2026-02');
    const refused = await calculateRun(company.db, { through: '2026-02-15', actor: 'ops' });
    expect(refused.problems?.map(({ code, expected }) => [code, expected])).toEqual([
      ['out-of-range', 'a run through 2026-02-28 or later'],
    ]);
  });

  it('is taken back in the pay group it was paid in where the plan turns out to pay in another currency', async () => {
    const company = await closedJanuary(SQLITE);
    await company.rules({ ae: FLAT('5%').replace('currency: USD', 'currency: EUR') });
    await company.data({
      'fx-rates': ['from,to,date,rate', 'USD,EUR,2026-01-01,0.5'],
      quotas: [
        'payee,quota,from,to,amount,currency',
        'ann,bookings,2026-01-01,2027-01-01,400000,EUR',
        'bob,bookings,2026-01-01,2027-01-01,400000,EUR',
      ],
    });
    await company.calculate('2026-02');
    const february = await readStatements(company.db, EVERY_PAYEE, 'ann', '2026-02');
    expect(february.map((each) => [each.currency, linesOf(each)])).toEqual([
      ['EUR', ['credit D-2 500.00']],
      [
        'USD',
        ['credit D-1 -3000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, plan, rules plans/ae.yaml @3'],
      ],
    ]);
    // In euros no month is closed, so that January is paid by a statement of its own.
    const january = await readStatements(company.db, EVERY_PAYEE, 'ann', '2026-01');
    expect(january.map((each) => [each.currency, linesOf(each)])).toEqual([
      ['EUR', ['credit D-1 1500.00']],
      ['USD', ['credit D-1 3000.00']],
    ]);
  });
});
