import { describe, expect, it } from 'vitest';
import { accrualTotals } from '../../../src/ledger/accounting/accrual-totals.js';
import { type Accrual, accrualsOf } from '../../../src/ledger/accounting/accruals.js';
import { monthEarned } from '../../../src/ledger/accounting/earned-amount.js';
import {
  type StatementCost,
  type StatementPayment,
  statementCost,
} from '../../../src/ledger/accounting/statement-cost.js';
import { earnedAmount } from './earned.js';

const MONTHS = ['2026-01', '2026-02', '2026-03'];

function statement(month: string, paid: bigint, fields: Partial<StatementCost> = {}): StatementCost {
  return {
    payee: 'ada',
    currency: 'USD',
    plans: ['ae'],
    month,
    toppedUp: 0n,
    payments: [{ month, amount: paid }],
    advanced: 0n,
    ...fields,
  };
}

function accruals(
  earned: Parameters<typeof accrualsOf>[0]['earned'],
  statements: readonly StatementCost[],
): readonly Accrual[] {
  return accrualsOf({ payee: 'ada', region: 'west', earned, statements }, MONTHS);
}

/** `month plan: reversed + earned + toppedUp - (paid - advanced) = accrued` */
function shown(rows: readonly Accrual[]): readonly string[] {
  return rows.map(
    ({ month, plan, reversed, earned, toppedUp, paid, advanced, accrued }) =>
      `${month} ${plan}: ${reversed} + ${earned} + ${toppedUp} - (${paid} - ${advanced}) = ${accrued}`,
  );
}

describe('what is earned and not paid', () => {
  it('is accrued at the end of the month and reversed in the next', () => {
    const rows = accruals(
      [earnedAmount('2026-01', 3_500n), earnedAmount('2026-02', 1_000n)],
      [statement('2026-01', 1_750n), statement('2026-02', 2_750n), statement('2026-03', 0n)],
    );
    expect(shown(rows)).toEqual([
      '2026-01 ae: 0 + 3500 + 0 - (1750 - 0) = 1750',
      '2026-02 ae: 1750 + 1000 + 0 - (2750 - 0) = 0',
    ]);
  });

  it('goes on until it is paid, and is below zero where more was paid than earned', () => {
    const rows = accruals(
      [earnedAmount('2026-01', 3_500n), earnedAmount('2026-02', -4_000n)],
      [statement('2026-01', 3_500n)],
    );
    expect(shown(rows)).toEqual([
      '2026-01 ae: 0 + 3500 + 0 - (3500 - 0) = 0',
      '2026-02 ae: 0 + -4000 + 0 - (0 - 0) = -4000',
      '2026-03 ae: -4000 + 0 + 0 - (0 - 0) = -4000',
    ]);
  });

  it('waits for payroll where that pays a month later', () => {
    const rows = accruals(
      [earnedAmount('2026-01', 900n)],
      [statement('2026-01', 0n, { payments: [{ month: '2026-02', amount: 900n }] })],
    );
    expect(shown(rows)).toEqual([
      '2026-01 ae: 0 + 900 + 0 - (0 - 0) = 900',
      '2026-02 ae: 900 + 0 + 0 - (900 - 0) = 0',
    ]);
  });

  it('is paid in parts as payroll confirms it, and what is lent goes with the first of them', () => {
    const payments = [
      { month: '2026-02', amount: 600n },
      { month: '2026-03', amount: 299n },
    ];
    const rows = accruals(
      [earnedAmount('2026-01', 800n)],
      [statement('2026-01', 0n, { payments, advanced: 100n })],
    );
    expect(shown(rows)).toEqual([
      '2026-01 ae: 0 + 800 + 0 - (0 - 0) = 800',
      '2026-02 ae: 800 + 0 + 0 - (600 - 100) = 300',
      '2026-03 ae: 300 + 0 + 0 - (299 - 0) = 1',
    ]);
    expect(
      shown(accruals([earnedAmount('2026-03', 5n)], [statement('2026-03', 0n, { payments: [] })])),
    ).toEqual(['2026-03 ae: 0 + 5 + 0 - (0 - 0) = 5']);
  });

  it('takes a recoverable draw for lent, and a guarantee for a cost', () => {
    const rows = accruals(
      [earnedAmount('2026-02', 700n)],
      [
        statement('2026-01', 500n, { advanced: 500n }),
        statement('2026-02', 200n, { advanced: -500n }),
        statement('2026-03', 300n, { toppedUp: 300n }),
      ],
    );
    expect(shown(rows)).toEqual([
      '2026-01 ae: 0 + 0 + 0 - (500 - 500) = 0',
      '2026-02 ae: 0 + 700 + 0 - (200 - -500) = 0',
      '2026-03 ae: 0 + 0 + 300 - (300 - 0) = 0',
    ]);
  });

  it('is paid on what each plan has open, by largest remainder', () => {
    const rows = accruals(
      [earnedAmount('2026-01', 200n), earnedAmount('2026-01', 100n, { plan: 'am' })],
      [statement('2026-01', 100n, { plans: ['ae', 'am'] })],
    );
    expect(shown(rows).slice(0, 2)).toEqual([
      '2026-01 ae: 0 + 200 + 0 - (67 - 0) = 133',
      '2026-01 am: 0 + 100 + 0 - (33 - 0) = 67',
    ]);
  });

  it('keeps currencies apart, and sums payees by plan and region', () => {
    const rows = accruals(
      [earnedAmount('2026-03', 5n), earnedAmount('2026-03', 7n, { currency: 'EUR' })],
      [statement('2026-03', 0n)],
    );
    const bo = rows.map((row) => ({ ...row, payee: 'bo', region: '' }));
    expect(
      accrualTotals([...rows, ...rows, ...bo]).map(
        ({ currency, plan, region, accrued }) => `${currency} ${plan} ${region} ${accrued}`,
      ),
    ).toEqual([
      'EUR ae  7',
      'EUR ae west 14',
      'EUR null null 21',
      'USD ae  5',
      'USD ae west 10',
      'USD null null 15',
    ]);
  });
});

describe('what a statement costs', () => {
  const totals = {
    earned: 0n,
    held: 0n,
    payable: 0n,
    drawn: 900n,
    guaranteed: 40n,
    adjusted: 0n,
    recovered: 100n,
    carriedIn: 0n,
    carried: 0n,
    paid: 840n,
  };
  const period = { id: '2026-Q1', from: '2026-01-01', to: '2026-04-01', frequency: 'quarterly' } as const;
  const account = { payee: 'ada', period, currency: 'USD', plans: ['ae'], totals };

  it('is what it tops up for good; the rest is lent', () => {
    const owed = { opening: 0n, drawn: 700n, forgiven: 50n };
    expect(statementCost({ ...account, owed }, { paidAfter: 2, recorded: null })).toMatchObject({
      month: '2026-03',
      payments: [{ month: '2026-05', amount: 840n }],
      advanced: 550n,
      toppedUp: 290n,
    });
  });

  it('is paid as payroll says, never before its period ends', () => {
    const paidBy = (recorded: readonly StatementPayment[]) =>
      statementCost({ ...account, owed: null }, { paidAfter: 2, recorded }).payments;
    expect(paidBy([])).toEqual([]);
    expect(
      paidBy([
        { month: '2026-05', amount: 300n },
        { month: '2026-02', amount: 500n },
        { month: '2026-03', amount: 40n },
      ]),
    ).toEqual([
      { month: '2026-03', amount: 540n },
      { month: '2026-05', amount: 300n },
    ]);
  });

  it('counts in the month of a line, or in the first of the period that corrects it', () => {
    expect(monthEarned({ date: '2026-02-10' }, period)).toBe('2026-02');
    expect(monthEarned({ date: '2025-11-30' }, period)).toBe('2026-01');
  });
});
