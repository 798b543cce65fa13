import { describe, expect, it } from 'vitest';
import { indexRecords } from '../../../src/engine/record-index.js';
import { accountingPeriods } from '../../../src/ledger/accounting/accounting-period.js';
import type { AccrualTotal } from '../../../src/ledger/accounting/accrual-totals.js';
import { commissionByMonth } from '../../../src/ledger/accounting/commission-by-month.js';
import { costMeasures } from '../../../src/ledger/accounting/cost-measures.js';
import { readOtherCosts } from '../../../src/ledger/accounting/other-costs.js';
import { addSales, NO_SALES, salesByMonth } from '../../../src/ledger/accounting/sales-by-month.js';
import { formatPercent, formatRatio, type Ratio } from '../../../src/money/ratio.js';
import { formatProblems } from '../../../src/problems/format-problem.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../../src/records/record-set.js';
import { applied, cancelled, invoiced, rateOf, received, revenueOf, sold } from '../../engine/given.js';
import { COMPANY } from '../../rules/check-file.js';

const YEAR = accountingPeriods('2026-01', '2026-12', 'year', COMPANY);

function measuresOf(commission: bigint, revenue: bigint, otherCosts = 0n, flaggedAt?: Ratio) {
  const [measures] = costMeasures(
    {
      commission: new Map([['2026-01', commission]]),
      otherCosts: new Map([['2026-02', otherCosts]]),
      sales: new Map([['2026-12', { bookings: revenue, revenue, cash: revenue }]]),
    },
    YEAR,
    flaggedAt,
  );
  if (measures === undefined) throw new Error('there is one period');
  return measures;
}

const percent = (value: Ratio | null) => (value === null ? null : formatPercent(value));

describe('what sales cost against what they bring', () => {
  it('is 15% in the published example pertama-comp-to-revenue', () => {
    expect(percent(measuresOf(10n * 150_000_00n, 10_000_000_00n).ofRevenue)).toBe('15%');
  });

  it('is 5% in the published example acg-ccos-5', () => {
    expect(percent(measuresOf(150_000_00n, 3_000_000_00n).ofRevenue)).toBe('5%');
  });

  it('is flagged from 60 cents for 1 of revenue on', () => {
    const below = measuresOf(10_00n, 100_00n, 49_99n);
    expect(below.expenseToRevenue && formatRatio(below.expenseToRevenue, 4)).toBe('0.5999');
    expect(below.isFlagged).toBe(false);
    expect(measuresOf(10_00n, 100_00n, 50_00n).isFlagged).toBe(true);
    expect(measuresOf(10_00n, 100_00n, 0n, { numerator: 1n, denominator: 10n }).isFlagged).toBe(true);
  });

  it('says nothing where there is nothing to divide by', () => {
    expect(measuresOf(10_00n, 0n)).toMatchObject({
      ofBookings: null,
      expenseToRevenue: null,
      isFlagged: false,
    });
    expect(measuresOf(10_00n, -5n).ofCash).toBe(null);
  });
});

describe('what a company sold', () => {
  const salesOf = (records: Partial<RecordSet>, through = '2026-07-01') =>
    salesByMonth(indexRecords({ ...EMPTY_RECORD_SET, ...records }), COMPANY, through);

  it('is booked, recognized and collected month by month, as far as it is known', () => {
    const { months, problems } = salesOf({
      deal: [sold('D-1', '2026-01-10', '900.00'), sold('D-2', '2026-08-01', '50.00')],
      amendment: [cancelled('D-1', '2026-03-05')],
      revenueEntry: [revenueOf('D-1', 'R-1', '2026-02-01', '75.00')],
      invoiceLine: [invoiced('I-1', 'D-1', '300.00', { tax: 60_00n })],
      receipt: [received('P-1', '2026-02-14', '180.00')],
      application: [applied('P-1', 'I-1', '180.00')],
    });
    expect(problems).toEqual([]);
    expect(Object.fromEntries(months)).toEqual({
      '2026-01': { bookings: 900_00n, revenue: 0n, cash: 0n },
      '2026-02': { bookings: 0n, revenue: 75_00n, cash: 150_00n },
      '2026-03': { bookings: -900_00n, revenue: 0n, cash: 0n },
    });
  });

  it('is the same part by part', () => {
    const deal = [sold('D-1', '2026-01-10', '900.00'), sold('D-2', '2026-01-20', '50.00')];
    const revenueEntry = [revenueOf('D-2', 'R-1', '2026-02-01', '75.00')];
    const [one, other] = deal.map((each) => salesOf({ deal: [each], revenueEntry }));
    if (one === undefined || other === undefined) throw new Error('there are two');
    expect(addSales(addSales(NO_SALES, one), other)).toEqual(salesOf({ deal, revenueEntry }));
  });

  it('is converted at the rate of its day, and reported where there is none', () => {
    const deal = [sold('D-1', '2026-02-10', '100.00', { currency: 'EUR' })];
    const rates = [rateOf('EUR', 'USD', '2026-02-01', '1.1')];
    expect(salesOf({ deal, fxRate: rates }).months.get('2026-02')?.bookings).toBe(110_00n);
    expect(salesOf({ deal }).problems).toMatchObject([{ code: 'missing-rate' }]);
  });
});

describe('what commission cost', () => {
  const total = (fields: Partial<AccrualTotal>): AccrualTotal => ({
    month: '2026-02',
    plan: null,
    region: null,
    currency: 'USD',
    reversed: 0n,
    earned: 0n,
    toppedUp: 0n,
    paid: 0n,
    advanced: 0n,
    accrued: 0n,
    ...fields,
  });

  it('is what is earned and topped up, at the rate of the last day of the month', () => {
    const index = indexRecords({
      ...EMPTY_RECORD_SET,
      fxRate: [rateOf('EUR', 'USD', '2026-02-01', '1.1'), rateOf('EUR', 'USD', '2026-02-28', '1.25')],
    });
    const { months, problems } = commissionByMonth(
      [
        total({ earned: 100n, toppedUp: 20n }),
        total({ earned: 999n, plan: 'ae', region: '' }),
        total({ earned: 80n, currency: 'EUR' }),
        total({ earned: 80n, currency: 'GBP' }),
      ],
      'USD',
      index,
    );
    expect(Object.fromEntries(months)).toEqual({ '2026-02': 220n });
    expect(problems.map(({ message }) => message)).toEqual([
      'no rate from GBP to USD is known on 2026-02-28, by which commission is converted',
    ]);
  });
});

describe('a file of other costs', () => {
  it('is summed by month', () => {
    const read = readOtherCosts(
      'language: 1\ncosts:\n  - { month: 2026-01, name: salaries, amount: 120000 }\n  - { month: 2026-01, name: travel, amount: "800.50" }\n',
      'costs.yaml',
      'USD',
    );
    expect(read.ok && Object.fromEntries(read.value)).toEqual({ '2026-01': 12_080_050n });
  });

  it('tells what is wrong with it, at its place', () => {
    const read = readOtherCosts(
      'language: 1\ncosts:\n  - { month: 2026-13, name: a, amount: 1 }\n',
      'costs.yaml',
      'USD',
    );
    expect(read.ok ? '' : formatProblems(read.problems)).toMatch(
      /^costs\.yaml:3:14 error date-expected: .*\n.*\n {2}found: 2026-13\n {2}expected: a calendar month, such as 2026-03\n/,
    );
    const amounts = readOtherCosts(
      'language: 1\ncosts:\n  - { month: 2026-01, name: a, amount: 1.005 }\n  - { month: 2026-01, name: b, amount: { amount: 1, currency: EUR } }\n',
      'costs.yaml',
      'USD',
    );
    expect(amounts.problems.map(({ code, location }) => `${code} ${location?.line}`)).toEqual([
      'too-many-decimals 3',
      'currency-mismatch 4',
    ]);
  });
});
