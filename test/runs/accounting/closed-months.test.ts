import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { contractCostsDocument } from '../../../src/runs/accounting/contract-costs-document.js';
import { readAccounting } from '../../../src/runs/accounting/read-accounting.js';
import { databases, SQLITE } from '../../databases/databases.js';
import { type ClosingCompany, COMPANY, closingCompany } from '../closing/closing-company.js';

/** A tenth of what is booked. */
function planWith(cost: string): string {
  return `language: 1
plan: ae
effective: { from: 2026-01-01, to: 2028-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: month }
components:
  sales:
    measure: bookings
    commission: { rate: 10% }
${cost}`;
}

const YEAR = '    cost: { incremental: true, benefit: 12 months }\n';

const DATA = {
  payees: ['id,name', 'ann,Ann'],
  assignments: ['payee,plan,from', 'ann,ae,2026-01-01'],
  deals: ['id,closeDate,tcv,termMonths', 'D-1,2026-01-10,12000,12'],
  splits: ['deal,payee,role,share', 'D-1,ann,owner,100%'],
};

/** D-1 costs 1,200.00; January and February are closed while it is of use for a year. */
async function closedMonths(database: (typeof databases)[number], cost = YEAR): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: planWith(cost) });
  await company.data(DATA);
  await company.calculate('2026-03');
  await company.close('2026-01');
  await company.close('2026-02');
  return company;
}

/** Month by month: what there was, came, was amortised, was impaired, and is left. */
async function rollForward({ db }: ClosingCompany): Promise<readonly string[]> {
  const figures = await readAccounting(db, EVERY_PAYEE);
  if (figures === null) throw new Error('there is a run');
  const { rollForward: rows, expensed, problems } = contractCostsDocument(figures, 'month');
  expect(problems).toEqual([]);
  return [
    ...rows
      .filter(({ plan }) => plan !== null)
      .map((each) =>
        [
          each.period,
          `${each.opening} + ${each.additions} - ${each.amortisation} - ${each.impairment} = ${each.closing}`,
        ].join(': '),
      ),
    ...expensed.map(({ period, because, amount }) => `${period}: ${because} ${amount}`),
  ];
}

const CLOSED = [
  '2026-01: 0.00 + 1200.00 - 100.00 - 0.00 = 1100.00',
  '2026-02: 1100.00 + 0.00 - 100.00 - 0.00 = 1000.00',
];

describe.each(databases)('another benefit after months were closed, on $name', (database) => {
  it('leaves what was amortised, and spreads what is left over the new benefit from the first open month', async () => {
    const company = await closedMonths(database);
    expect((await rollForward(company)).slice(0, 2)).toEqual(CLOSED);
    await company.rules({ ae: planWith(YEAR.replace('12', '24')) });
    await company.calculate('2026-04');
    // 1,000.00 over the 22 months that are left of 24.
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 45.45 - 0.00 = 954.55',
      '2026-04: 954.55 + 0.00 - 45.46 - 0.00 = 909.09',
    ]);
    await company.close('2026-03');
    await company.rules({ ae: planWith(YEAR.replace('12', '8')) });
    await company.calculate('2026-05');
    // 954.55 over the five months that are left of eight.
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 45.45 - 0.00 = 954.55',
      '2026-04: 954.55 + 0.00 - 190.91 - 0.00 = 763.64',
      '2026-05: 763.64 + 0.00 - 190.91 - 0.00 = 572.73',
    ]);
  });
});

describe('what the rules say of costs after months were closed', () => {
  it('spreads what is left by days from the first open month on', async () => {
    const company = await closedMonths(SQLITE);
    await company.rules({ ae: planWith(YEAR.replace(' }', ', spread: days }')) });
    await company.calculate('2026-04');
    // By days it is of use until 10 January 2027: 315 days from 1 March, 31 and 30 of them in March and April.
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 98.41 - 0.00 = 901.59',
      '2026-04: 901.59 + 0.00 - 95.24 - 0.00 = 806.35',
    ]);
  });

  it('counts from the first open month where it is an estimate of a closed one', async () => {
    const company = await closedMonths(SQLITE);
    const estimates = 'estimates: [ { from: 2026-01-01, benefit: 24 months } ]';
    await company.rules({ ae: planWith(YEAR.replace(' }', `, ${estimates} }`)) });
    await company.calculate('2026-03');
    expect((await rollForward(company)).slice(0, 3)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 45.45 - 0.00 = 954.55',
    ]);
  });

  it('may be that the company expects customers to stay longer', async () => {
    const stays = (months: number) => `${COMPANY}expectedRelationshipMonths: ${months}\n`;
    const company = await closingCompany(SQLITE);
    const plan = planWith('    cost: { incremental: true, benefit: { of: relationship } }\n');
    await company.rules({ ae: plan }, stays(12));
    await company.data(DATA);
    await company.calculate('2026-03');
    await company.close('2026-01');
    await company.close('2026-02');
    await company.rules({ ae: plan }, stays(24));
    await company.calculate('2026-03');
    expect((await rollForward(company)).slice(0, 3)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 45.45 - 0.00 = 954.55',
    ]);
  });

  it('expenses only what is earned later where it is that nothing is incremental', async () => {
    const company = await closedMonths(SQLITE);
    await company.rules({ ae: planWith('    cost: { incremental: false }\n') });
    await company.data({
      deals: ['id,closeDate,tcv,termMonths', 'D-2,2026-03-05,6000,12'],
      splits: ['deal,payee,role,share', 'D-2,ann,owner,100%'],
    });
    await company.calculate('2026-03');
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 100.00 - 0.00 = 900.00',
      '2026-03: notIncremental 600.00',
    ]);
  });

  it('takes back of what is capitalised, though the company now expenses such costs at once, and not of what was', async () => {
    const company = await closedMonths(SQLITE);
    await company.rules({ ae: planWith(YEAR) }, `${COMPANY}cost: { expedient: true }\n`);
    await company.data({
      deals: ['id,closeDate,tcv,termMonths', 'D-2,2026-03-05,6000,12'],
      splits: ['deal,payee,role,share', 'D-2,ann,owner,100%'],
    });
    await company.calculate('2026-03');
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 100.00 - 0.00 = 900.00',
      '2026-03: oneYearAtMost 600.00',
    ]);
    await company.close('2026-03');
    await company.rules({ ae: planWith(YEAR) });
    await company.data({
      amendments: ['deal,id,date,kind', 'D-1,C,2026-04-10,cancellation', 'D-2,C,2026-04-10,cancellation'],
    });
    await company.calculate('2026-04');
    // Of D-1 900.00 are left, and 300.00 that were amortised come back; D-2 was expensed, and is so again.
    expect(await rollForward(company)).toEqual([
      ...CLOSED,
      '2026-03: 1000.00 + 0.00 - 100.00 - 0.00 = 900.00',
      '2026-04: 900.00 + -1200.00 - 0.00 - -300.00 = 0.00',
      '2026-03: oneYearAtMost 600.00',
      '2026-04: oneYearAtMost -600.00',
    ]);
  });

  it('lets a component take the expedient or not, whatever the company says', async () => {
    const company = await closingCompany(SQLITE);
    await company.rules(
      { ae: planWith(YEAR.replace(' }', ', expedient: false }')) },
      `${COMPANY}cost: { expedient: true }\n`,
    );
    await company.data(DATA);
    await company.calculate('2026-01');
    expect(await rollForward(company)).toEqual(CLOSED.slice(0, 1));
    await company.rules({ ae: planWith(YEAR) }, `${COMPANY}cost: { expedient: true }\n`);
    await company.calculate('2026-01');
    expect(await rollForward(company)).toEqual(['2026-01: oneYearAtMost 1200.00']);
  });
});
