import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, type PayeeScope, payeesAlone } from '../../../src/access/scope.js';
import { readChartOfAccounts } from '../../../src/ledger/accounting/chart-of-accounts.js';
import { accrualsDocument } from '../../../src/runs/accounting/accruals-document.js';
import { contractCostsDocument } from '../../../src/runs/accounting/contract-costs-document.js';
import { costOfSalesDocument } from '../../../src/runs/accounting/cost-of-sales-document.js';
import { journalDocument } from '../../../src/runs/accounting/journal-document.js';
import {
  type AccountingFigures,
  type AccountingQuestion,
  readAccounting,
} from '../../../src/runs/accounting/read-accounting.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { loadedDatabase, temporaryFolder } from '../temporary-company.js';
import { writeCostedRules } from './costed-company.js';

async function calculatedDatabase() {
  const db = await loadedDatabase();
  await publishRules(db, writeCostedRules(temporaryFolder()), { actor: 'local' });
  await calculateRun(db, { through: '2026-06-01', actor: 'local' });
  return db;
}

async function figuresOf(
  question: AccountingQuestion = {},
  scope: PayeeScope = EVERY_PAYEE,
): Promise<AccountingFigures> {
  const figures = await readAccounting(await calculatedDatabase(), scope, question);
  if (figures === null) throw new Error('there is a run');
  return figures;
}

function accrued(figures: AccountingFigures): readonly string[] {
  return accrualsDocument(figures)
    .totals.filter(({ plan }) => plan === null)
    .map((each) => `${each.month} ${each.reversed} ${each.earned} ${each.paid} ${each.accrued}`);
}

describe('what accounting makes of the published results', () => {
  it('is nothing before the first run', async () => {
    expect(await readAccounting(await loadedDatabase(), EVERY_PAYEE)).toBe(null);
  });

  it('accrues what is earned and not paid, month by month', async () => {
    expect(accrued(await figuresOf())).toEqual([
      '2026-01 0.00 6600.00 3600.00 3000.00',
      '2026-02 3000.00 9050.00 8050.00 4000.00',
      '2026-03 4000.00 14200.00 11325.00 6875.00',
      '2026-04 6875.00 -6600.00 0.00 275.00',
      '2026-05 275.00 0.00 0.00 275.00',
    ]);
    expect(accrued(await figuresOf({ paidAfter: 1 })).slice(0, 2)).toEqual([
      '2026-01 0.00 6600.00 0.00 6600.00',
      '2026-02 6600.00 9050.00 3600.00 12050.00',
    ]);
  });

  it('tells whose of it somebody may see, and what is asked for', async () => {
    const ofAda = accrualsDocument(await figuresOf({}, payeesAlone('ada')), '2026-03');
    expect(ofAda.payees).toMatchObject([{ payee: 'ada', plan: 'account-executive', accrued: '1750.00' }]);
    const ofManagers = await figuresOf({ plan: 'sales-manager' });
    expect(new Set(ofManagers.accruals.map(({ payee }) => payee))).toEqual(new Set(['mia']));
    expect(new Set(ofManagers.costs.map(({ plan }) => plan))).toEqual(new Set(['sales-manager']));
    expect((await figuresOf({ region: 'nowhere' })).accruals).toEqual([]);
  });

  it('capitalises what is incremental, impairs what is cancelled, and says why it expenses the rest', async () => {
    const { rollForward, expensed, problems } = contractCostsDocument(await figuresOf(), 'quarter');
    expect(
      rollForward.map(
        (each) =>
          `${each.period} ${each.plan}: ${each.opening} + ${each.additions} - ${each.amortisation} - ${each.impairment} = ${each.closing}`,
      ),
    ).toEqual([
      '2026-Q1 account-executive: 0.00 + 21750.00 - 1159.72 - 0.00 = 20590.28',
      '2026-Q1 sales-manager: 0.00 + 5750.00 - 523.10 - 0.00 = 5226.90',
      '2026-Q1 null: 0.00 + 27500.00 - 1682.82 - 0.00 = 25817.18',
      '2026-Q2 account-executive: 20590.28 + -6000.00 - 875.01 - -500.00 = 14215.27',
      '2026-Q2 sales-manager: 5226.90 + 0.00 - 752.58 - 1321.27 = 3153.05',
      '2026-Q2 null: 25817.18 + -6000.00 - 1627.59 - 821.27 = 17368.32',
    ]);
    expect(
      expensed.map(({ period, component, because, amount }) => `${period} ${component} ${because} ${amount}`),
    ).toEqual(['2026-Q1 override notIncremental 2350.00', '2026-Q2 override notIncremental -600.00']);
    expect(problems).toEqual([]);
  });

  it('capitalises and expenses what is earned, to the cent', async () => {
    const figures = await figuresOf();
    const earned = figures.accruals.reduce((sum, each) => sum + each.earned, 0n);
    const capitalised = figures.costs.reduce((sum, { addition }) => sum + addition, 0n);
    const expensed = figures.expensed.reduce((sum, { amount }) => sum + amount, 0n);
    expect(capitalised + expensed).toBe(earned);
  });

  it('books every month in entries that balance, and leaves the accounts at what is open', async () => {
    const figures = await figuresOf();
    const { entries, totals } = journalDocument(figures, {});
    expect(entries.length).toBeGreaterThan(15);
    for (const entry of entries) expect(entry.debit).toBe(entry.credit);
    expect(totals.map(({ debit, credit }) => debit === credit)).toEqual([true]);
    const balance = (role: string) =>
      entries
        .flatMap(({ lines }) => lines)
        .filter((line) => line.role === role)
        .reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n);
    // What is held, less the 600 that mia owes; what the roll-forward closes with; and what was paid in all.
    expect(balance('accruedCommission')).toBe(-275_00n);
    expect(balance('contractCosts')).toBe(17_368_32n);
    expect(balance('payroll')).toBe(-22_975_00n);
    expect(balance('commissionExpense')).toBe(23_250_00n - 21_500_00n);
  });

  it('books in the accounts of a chart, and tells the cost centres that it lacks', async () => {
    const roles =
      'commissionExpense accruedCommission contractCosts amortisation impairment drawAdvances payroll'.split(
        ' ',
      );
    const text = [
      'language: 1',
      'accounts:',
      ...roles.map((role, place) => `  ${role}: { number: ${6100 + place}, name: ${role} }`),
      'costCentres: [ { plan: sales-manager, costCentre: M-1 } ]',
    ].join('\n');
    const chart = readChartOfAccounts(text, 'chart.yaml');
    if (!chart.ok) throw new Error('the chart is sound');
    const { entries, problems } = journalDocument(await figuresOf(), {
      month: '2026-03',
      chart: chart.value,
    });
    expect(entries.map(({ id }) => id)).toEqual([
      '2026-03-USD-reversal',
      '2026-03-USD-payment',
      '2026-03-USD-capitalisation',
      '2026-03-USD-amortisation',
      '2026-03-USD-accrual',
    ]);
    expect(entries[1]?.lines.at(-1)).toEqual({
      role: 'payroll',
      account: '6106',
      name: 'payroll',
      costCentre: 'M-1',
      plan: 'sales-manager',
      region: '',
      debit: '0.00',
      credit: '6450.00',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'no cost centre is given for the plan account-executive where no region is known',
    ]);
  });

  it('holds commission against bookings, revenue and cash', async () => {
    const db = await calculatedDatabase();
    const figures = await readAccounting(db, EVERY_PAYEE);
    if (figures === null) throw new Error('there is a run');
    const otherCosts = new Map([['2026-02', 40_000_00n]]);
    const { periods, problems } = await costOfSalesDocument(db, figures, { span: 'quarter', otherCosts });
    expect(problems).toEqual([]);
    expect(periods).toMatchObject([
      {
        period: '2026-Q1',
        commission: '29850.00',
        otherCosts: '40000.00',
        bookings: '235000.00',
        cash: '80000.00',
        ofBookings: '12.7%',
        ofCash: '37.31%',
        expenseToRevenue: null,
        flagged: false,
      },
      { period: '2026-Q2', commission: '-6600.00', bookings: '-60000.00', ofBookings: null },
    ]);
  });
});

function cents(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
