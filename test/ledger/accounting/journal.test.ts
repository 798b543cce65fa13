import { describe, expect, it } from 'vitest';
import type { AccrualTotal } from '../../../src/ledger/accounting/accrual-totals.js';
import { type JournalEntry, journalOf } from '../../../src/ledger/accounting/journal.js';
import type { RollForward } from '../../../src/ledger/accounting/roll-forward.js';

function accrual(fields: Partial<AccrualTotal>): AccrualTotal {
  return {
    month: '2026-03',
    plan: 'ae',
    region: 'west',
    currency: 'USD',
    reversed: 0n,
    earned: 0n,
    toppedUp: 0n,
    paid: 0n,
    advanced: 0n,
    accrued: 0n,
    ...fields,
  };
}

function costs(fields: Partial<RollForward>): RollForward {
  return {
    period: '2026-03',
    currency: 'USD',
    plan: 'ae',
    region: 'west',
    opening: 0n,
    additions: 0n,
    amortisation: 0n,
    impairment: 0n,
    closing: 0n,
    ...fields,
  };
}

function shown(entries: readonly JournalEntry[]): readonly string[] {
  return entries.flatMap(({ id, date, lines }) => [
    `${id} ${date}`,
    ...lines.map(({ role, plan, region, debit, credit }) => `  ${role} ${plan} ${region} ${debit} ${credit}`),
  ]);
}

function balances({ lines }: JournalEntry): boolean {
  return lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0n) === 0n;
}

describe('the journal of a month', () => {
  it('reverses on the first day, and books the rest on the last', () => {
    const entries = journalOf(
      '2026-03',
      [accrual({ reversed: 1_750n, paid: 3_000n, advanced: 500n, accrued: 900n })],
      [costs({ additions: 5_000n, amortisation: 140n, impairment: 60n })],
    );
    expect(shown(entries)).toEqual([
      '2026-03-USD-reversal 2026-03-01',
      '  accruedCommission ae west 1750 0',
      '  commissionExpense ae west 0 1750',
      '2026-03-USD-payment 2026-03-31',
      '  commissionExpense ae west 2500 0',
      '  payroll ae west 0 2500',
      '  drawAdvances ae west 500 0',
      '  payroll ae west 0 500',
      '2026-03-USD-capitalisation 2026-03-31',
      '  contractCosts ae west 5000 0',
      '  commissionExpense ae west 0 5000',
      '2026-03-USD-amortisation 2026-03-31',
      '  amortisation ae west 140 0',
      '  contractCosts ae west 0 140',
      '2026-03-USD-impairment 2026-03-31',
      '  impairment ae west 60 0',
      '  contractCosts ae west 0 60',
      '2026-03-USD-accrual 2026-03-31',
      '  commissionExpense ae west 900 0',
      '  accruedCommission ae west 0 900',
    ]);
    expect(entries.every(balances)).toBe(true);
  });

  it('turns the sides round for what is below zero', () => {
    const entries = journalOf('2026-03', [accrual({ accrued: -600n })], [costs({ additions: -300n })]);
    expect(shown(entries)).toEqual([
      '2026-03-USD-capitalisation 2026-03-31',
      '  commissionExpense ae west 300 0',
      '  contractCosts ae west 0 300',
      '2026-03-USD-accrual 2026-03-31',
      '  accruedCommission ae west 600 0',
      '  commissionExpense ae west 0 600',
    ]);
    expect(entries.every(balances)).toBe(true);
  });

  it('has an entry for each currency, and takes neither sums nor other months', () => {
    const entries = journalOf(
      '2026-03',
      [
        accrual({ paid: 5n, currency: 'EUR' }),
        accrual({ paid: 7n, region: '' }),
        accrual({ paid: 12n, plan: null, region: null }),
        accrual({ paid: 99n, month: '2026-02' }),
      ],
      [costs({ amortisation: 9n, plan: null, region: null }), costs({ amortisation: 9n, period: '2026-Q1' })],
    );
    expect(shown(entries)).toEqual([
      '2026-03-EUR-payment 2026-03-31',
      '  commissionExpense ae west 5 0',
      '  payroll ae west 0 5',
      '2026-03-USD-payment 2026-03-31',
      '  commissionExpense ae  7 0',
      '  payroll ae  0 7',
    ]);
  });

  it('costs in all what is earned and topped up', () => {
    const of = accrual({
      reversed: 400n,
      earned: 900n,
      toppedUp: 50n,
      paid: 800n,
      advanced: 30n,
      accrued: 580n,
    });
    expect(of.reversed + of.earned + of.toppedUp - (of.paid - of.advanced)).toBe(of.accrued);
    const lines = journalOf('2026-03', [of], []).flatMap((entry) => entry.lines);
    const expense = lines.filter(({ role }) => role === 'commissionExpense');
    expect(expense.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)).toBe(950n);
  });
});
