import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { explainStatementLine } from '../../../src/runs/explain-statement-line.js';
import { recalculateChanged } from '../../../src/runs/incremental/recalculate-changed.js';
import { previewAdjustments } from '../../../src/runs/preview-adjustments.js';
import { verifyPeriod } from '../../../src/runs/verify-period.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany, linesOf } from './closing-company.js';

function planOf(components: string, more = ''): string {
  return `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
${more}components:
${components}`;
}

const TIERS = `  sales:
    measure: bookings
    commission:
      tiers: marginal
      over: attainment
      rates:
        - { from: 0%, rate: 5% }
        - { from: 100%, rate: 20% }
`;
const BY_TEAM = `  sales:
    measure: bookings
    commission:
      tiers: retroactive
      over: { attainment: bookings, of: teamPooled }
      rates:
        - { from: 0%, rate: 5% }
        - { from: 50%, rate: 10% }
    settles: asEarned
`;

/** A quarter's quota is 100,000. */
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
  deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,60000,USD'],
  splits: ['deal,payee,role,share', 'D-1,ann,owner,100%'],
};
const HALF_QUOTA = ['payee,quota,from,to,amount,currency', 'ann,bookings,2026-01-01,2027-01-01,200000,USD'];

/** January is closed from change 2 on: ann was paid 3,000.00 on D-1. */
async function closedJanuary(
  database: (typeof databases)[number],
  { plan = planOf(TIERS), data = {} }: { plan?: string; data?: Record<string, readonly string[]> } = {},
): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: plan });
  await company.data({ ...PEOPLE, ...JANUARY, ...data });
  await company.calculate('2026-02');
  await company.close('2026-01');
  return company;
}

async function releases(company: ClosingCompany): Promise<readonly string[]> {
  return (await company.statement('ann', '2026-02')).releases.map(({ deal, amount, adjusts }) =>
    [deal, amount, adjusts?.period, adjusts?.cause, adjusts?.source].join(' '),
  );
}

/** Every line is explained to the cent, the preview says what is posted, and what is closed is verified. */
async function expectSound(company: ClosingCompany, payees: readonly string[]): Promise<void> {
  const preview = await previewAdjustments(company.db);
  const previewed = preview.ok ? (preview.value[0]?.adjustments ?? []) : [];
  const posted: string[] = [];
  for (const payee of payees) {
    const { components } = await company.statement(payee, '2026-02');
    for (const { id, deal, amount, adjusts } of components.flatMap(({ lines }) => lines)) {
      const explained = await explainStatementLine(company.db, EVERY_PAYEE, id);
      expect([id, explained?.equalsStored]).toEqual([id, true]);
      if (adjusts !== undefined) posted.push([payee, deal, amount, adjusts.cause, adjusts.source].join(' '));
    }
  }
  const lines = previewed.filter(({ earned }) => earned !== '0.00');
  expect(
    lines.map((each) => [each.payee, each.deal, each.earned, each.cause, each.source].join(' ')),
  ).toEqual(posted);
  await company.close('2026-02');
  expect(await verifyPeriod(company.db, { period: '2026-02' })).toMatchObject({
    value: [{ isEqual: true, differences: [] }],
  });
}

describe.each(databases)('what changed a closed month by several causes, on $name', (database) => {
  it('is a line for each: a late deal that lifts a tier, and then a corrected quota', async () => {
    const company = await closedJanuary(database);
    await company.data({
      deals: ['id,closeDate,tcv', 'D-0,2026-01-05,60000'],
      splits: ['deal,payee,role,share', 'D-0,ann,owner,100%'],
    });
    await company.data({ quotas: HALF_QUOTA });
    await company.calculate('2026-02');
    // 60,000 and 60,000 of 100,000 are 3,000 and 2,000 + 4,000; of 50,000 they are 2,500 + 2,000 and 12,000.
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-0 3000.00; adjusts 2026-01, credit, deal D-0 @3',
      'credit D-0 1500.00; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @4',
      'credit D-1 3000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, deal D-0 @3',
      'credit D-1 6000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @4',
    ]);
    expect((await company.statement('ann', '2026-02')).balances).toMatchObject({ earned: '13500.00' });
    const explained = await explainStatementLine(company.db, EVERY_PAYEE, 'ann.2026-02.4');
    expect(explained?.leaves.map(({ text, amount }) => `${text}: ${amount}`)).toEqual([
      '60,000.00 USD at 20% (from 100%): 12000.00',
      'less what was posted before, first in 2026-01: -3000.00',
      'less what change 3 made of it: deal D-0: -3000.00',
    ]);
    await expectSound(company, ['ann', 'bob']);
    await company.calculate('2026-03');
    expect(await company.lines('ann', '2026-03')).toEqual([]);
  });

  it('is a release for each: cash that was booked late, and then a rate of exchange', async () => {
    const company = await closedJanuary(database, {
      plan: planOf(`${TIERS}    release: [{ on: collected, share: 100% }]\n`),
      data: {
        deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,60000,EUR'],
        'fx-rates': ['from,to,date,rate', 'EUR,USD,2026-01-01,1.1'],
        'invoice-lines': ['invoice,deal,date,amount,currency', 'I-1,D-1,2026-01-20,60000,EUR'],
      },
    });
    await company.data({
      receipts: ['id,date,amount,currency', 'R-1,2026-01-28,60000,EUR'],
      applications: ['receipt,invoice,amount,currency', 'R-1,I-1,60000,EUR'],
    });
    await company.data({ 'fx-rates': ['from,to,date,rate', 'EUR,USD,2026-01-01,1.2'] });
    await company.calculate('2026-02');
    // 66,000 and 72,000 at 5% are 3,300 and 3,600.
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 300.00; corrects 3300.00 of 2026-01; adjusts 2026-01, fx, exchange rate EUR USD 2026-01-01 @4',
    ]);
    expect(await releases(company)).toEqual([
      'D-1 3300.00 2026-01 cash application R-1 I-1',
      'D-1 300.00 2026-01 fx exchange rate EUR USD 2026-01-01',
    ]);
    await expectSound(company, ['ann', 'bob']);
  });
});

describe('the cause of what changed a closed month', () => {
  it('is each change of a deal that has its split and its amount corrected', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({
      splits: ['deal,payee,role,share', 'D-1,ann,owner,50%', 'D-1,bob,owner,50%'],
    });
    await company.data({ deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,50000,USD'] });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 -1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, split D-1 ann owner @3',
      'credit D-1 -250.00; corrects 3000.00 of 2026-01; adjusts 2026-01, correction, deal D-1 @4',
    ]);
    expect(await company.lines('bob', '2026-02')).toEqual([
      'credit D-1 1500.00; adjusts 2026-01, credit, split D-1 bob owner @3',
      'credit D-1 -250.00; adjusts 2026-01, correction, deal D-1 @4',
    ]);
    await expectSound(company, ['ann', 'bob']);
  });

  it('is not what stands nearer and has no effect, in another import or in the same', async () => {
    const company = await closedJanuary(SQLITE);
    const specialist = ['deal,payee,role,share', 'D-1,ann,specialist,100%'];
    await company.data({ quotas: HALF_QUOTA });
    await company.data({ splits: specialist });
    await company.calculate('2026-02');
    const quota =
      'credit D-1 1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @3';
    expect(await company.lines('ann', '2026-02')).toEqual([quota]);
    await expectSound(company, ['ann', 'bob']);
    const other = await closedJanuary(SQLITE);
    await other.data({ quotas: HALF_QUOTA, splits: specialist });
    await other.calculate('2026-02');
    expect(await other.lines('ann', '2026-02')).toEqual([quota]);
  });

  it('is told apart within one import: an amount, a split and a quota, each with its own amount', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({
      quotas: ['payee,quota,from,to,amount,currency', 'ann,bookings,2026-01-01,2027-01-01,80000,USD'],
      deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,80000,USD'],
      splits: ['deal,payee,role,share', 'D-1,ann,owner,50%', 'D-1,bob,owner,50%'],
    });
    await company.calculate('2026-02');
    // 60,000 of 20,000 are 1,000 + 8,000; half of it 1,000 + 2,000; half of 80,000 are 1,000 + 4,000.
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 6000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @3',
      'credit D-1 -6000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, split D-1 ann owner @3',
      'credit D-1 2000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, correction, deal D-1 @3',
    ]);
    await expectSound(company, ['ann', 'bob']);
  });

  it('is the deal of somebody else that moved the attainment of the team, not an own one that says the same', async () => {
    const company = await closedJanuary(SQLITE, {
      plan: planOf(BY_TEAM),
      data: {
        teams: ['id,name', 'east,East'],
        memberships: ['team,payee,as,from', 'east,ann,member,2026-01-01', 'east,bob,member,2026-01-01'],
      },
    });
    await company.data({
      deals: ['id,closeDate,tcv', 'D-2,2026-01-25,40000'],
      splits: ['deal,payee,role,share', 'D-2,bob,owner,100%'],
    });
    await company.data({ deals: ['id,closeDate,tcv,currency,account', 'D-1,2026-01-20,60000,USD,Acme'] });
    await company.data({ deals: ['id,closeDate,tcv,currency,account', 'D-2,2026-01-25,50000,USD,Acme'] });
    await company.calculate('2026-02');
    // 100,000 of 200,000 are 50%; the last correction lifts nothing for ann.
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 3000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, credit, deal D-2 @5',
    ]);
    await expectSound(company, ['ann', 'bob']);
  });

  it('is a quota of later months that makes the quota of the quarter another', async () => {
    const company = await closedJanuary(SQLITE, {
      data: {
        quotas: [
          ...PEOPLE.quotas.filter((row) => !row.startsWith('ann')),
          'ann,bookings,2026-01-01,2026-02-01,30000,USD',
          'ann,bookings,2026-02-01,2027-01-01,770000,USD',
        ],
      },
    });
    await company.data({
      quotas: ['payee,quota,from,to,amount,currency', 'ann,bookings,2026-02-01,2027-01-01,110000,USD'],
    });
    await company.calculate('2026-02');
    // 30,000 and twice 10,000 are a quota of 50,000.
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-02-01 @3',
    ]);
  });

  it('is not what was taken back again meanwhile', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({ quotas: HALF_QUOTA });
    await company.data({ deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,50000,USD'] });
    await company.data({ quotas: PEOPLE.quotas });
    await company.calculate('2026-02');
    expect(await company.lines('ann', '2026-02')).toEqual([
      'credit D-1 -500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, correction, deal D-1 @4',
    ]);
    await expectSound(company, ['ann', 'bob']);
  });

  it('is the same whether a run is brought up to date or calculated anew', async () => {
    const company = await closedJanuary(SQLITE);
    await company.data({ quotas: HALF_QUOTA });
    await company.calculate('2026-02');
    await company.data({ deals: ['id,closeDate,tcv,currency', 'D-1,2026-01-20,70000,USD'] });
    const done = await recalculateChanged(company.db, { through: '2026-03-01', crossover: 1 });
    expect(done).toMatchObject({ deals: ['D-1'] });
    const updated = await company.statement('ann', '2026-02');
    expect(linesOf(updated)).toEqual([
      'credit D-1 1500.00; corrects 3000.00 of 2026-01; adjusts 2026-01, quota, quota ann bookings 2026-01-01 @3',
      'credit D-1 2000.00; corrects 3000.00 of 2026-01; adjusts 2026-01, correction, deal D-1 @4',
    ]);
    await company.calculate('2026-02');
    expect(await company.statement('ann', '2026-02')).toEqual(updated);
  });
});
