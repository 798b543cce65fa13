import { describe, expect, it } from 'vitest';
import { auditAccount, type ClosedTotals } from '../../../src/ledger/entries/audit-account.js';
import { closingTransactions, payoutTransaction } from '../../../src/ledger/entries/closing-transactions.js';
import type { LedgerEntry } from '../../../src/ledger/entries/ledger-transaction.js';
import type { PostedTransaction } from '../../../src/ledger/entries/posted-transaction.js';
import type { StatementTotals } from '../../../src/ledger/posted-statement.js';

const ACCOUNT = { payee: 'ada', currency: 'USD' };
const JANUARY: StatementTotals = {
  earned: 500_00n,
  held: 200_00n,
  payable: 300_00n,
  drawn: 0n,
  guaranteed: 0n,
  adjusted: 0n,
  recovered: 0n,
  carriedIn: 0n,
  carried: 0n,
  paid: 300_00n,
};
const FEBRUARY: StatementTotals = { ...JANUARY, earned: 0n, held: 100_00n, payable: 100_00n, paid: 100_00n };

function closed(totals: StatementTotals, closing: number): ClosedTotals {
  return { ...ACCOUNT, closing, payGroup: 'monthly-USD', period: `2026-0${closing}`, totals };
}

function posted(totals: StatementTotals, closing: number): readonly PostedTransaction[] {
  return closingTransactions(totals).map((transaction, place) => ({
    ...transaction,
    ...ACCOUNT,
    sequence: closing * 10 + place,
    source: { kind: 'closing', number: closing },
    payGroup: 'monthly-USD',
    period: `2026-0${closing}`,
  }));
}

const statements = [closed(JANUARY, 1), closed(FEBRUARY, 2)];
const transactions = [...posted(JANUARY, 1), ...posted(FEBRUARY, 2)];

/** The transactions with the entries of one changed. */
function changed(sequence: number, change: (entries: readonly LedgerEntry[]) => readonly LedgerEntry[]) {
  return transactions.map((each) =>
    each.sequence === sequence ? { ...each, entries: change(each.entries) } : each,
  );
}

/** What an audit finds, in short. */
function found(given: Partial<Parameters<typeof auditAccount>[0]>): readonly string[] {
  return auditAccount({ ...ACCOUNT, statements, transactions, ...given }).breaks.map(
    ({ rule, where, figure, difference }) => `${rule} | ${where} | ${figure} ${difference}`,
  );
}

describe('an audit of an account', () => {
  it('finds nothing where all is sound', () => {
    expect(found({})).toEqual([]);
    const payout = payoutTransaction(300_00n);
    const sent = payout === null ? [] : [payout];
    const confirmed = sent.map((each) => ({
      ...each,
      ...ACCOUNT,
      sequence: 40,
      source: { kind: 'payout', number: 1 } as const,
      payGroup: 'monthly-USD',
      period: '2026-01',
    }));
    expect(found({ transactions: [...transactions, ...confirmed] })).toEqual([]);
  });

  it('finds a statement whose total was changed, and by how much', () => {
    const raised = { ...FEBRUARY, paid: 150_00n };
    expect(found({ statements: [closed(JANUARY, 1), closed(raised, 2)] })).toEqual([
      'statement-equals-entries | statement of ada, monthly-USD 2026-02, closing 2 | paid 50.00',
    ]);
  });

  it('finds an entry that was changed: in its transaction, its statement and between the books', () => {
    const raised = changed(11, (entries) =>
      entries.map((each) => (each.account === 'paid' ? { ...each, amount: each.amount + 1n } : each)),
    );
    expect(found({ transactions: raised })).toEqual([
      'transaction-balances | transaction 11 of ada, closing 1, book pay | debits less credits 0.01',
      'statement-equals-entries | statement of ada, monthly-USD 2026-01, closing 1 | paid -0.01',
      'books-agree | ada in USD | paid 0.01',
    ]);
  });

  it('finds entries that are gone, with the whole transaction or without', () => {
    expect(found({ transactions: transactions.filter(({ sequence }) => sequence !== 12) })).toEqual([
      'books-agree | ada in USD | paid 300.00',
    ]);
    expect(found({ transactions: changed(20, () => []) })).toEqual([
      'statement-equals-entries | statement of ada, monthly-USD 2026-02, closing 2 | held -100.00',
      'statement-equals-entries | statement of ada, monthly-USD 2026-02, closing 2 | payable 100.00',
      'books-agree | ada in USD | payable -100.00',
    ]);
  });

  it('finds entries of a statement that is gone', () => {
    expect(found({ statements: statements.slice(0, 1) })).toEqual([
      'entries-have-statement | transaction 20 of ada, monthly-USD 2026-02, closing 2 | statement null',
      'entries-have-statement | transaction 21 of ada, monthly-USD 2026-02, closing 2 | statement null',
      'entries-have-statement | transaction 22 of ada, monthly-USD 2026-02, closing 2 | statement null',
    ]);
  });
});
