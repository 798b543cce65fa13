import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingTransactions, payoutTransaction } from '../../../src/ledger/entries/closing-transactions.js';
import {
  balanceOf,
  discrepanciesOf,
  EMPTY_LEDGER,
  postedTo,
  totalsBetween,
} from '../../../src/ledger/entries/ledger-balances.js';
import { balancedTransaction, imbalanceOf } from '../../../src/ledger/entries/ledger-transaction.js';
import type { StatementTotals } from '../../../src/ledger/posted-statement.js';
import { holds } from '../../property/seed.js';
import { histories } from './generated-totals.js';

const NOTHING: StatementTotals = {
  earned: 0n,
  held: 0n,
  payable: 0n,
  drawn: 0n,
  guaranteed: 0n,
  adjusted: 0n,
  recovered: 0n,
  carriedIn: 0n,
  carried: 0n,
  paid: 0n,
};

/** The entries of a statement as text, book by book. */
function written(given: Partial<StatementTotals>): readonly string[] {
  return closingTransactions({ ...NOTHING, ...given }).map(
    ({ book, entries }) =>
      `${book}: ${entries.map(({ account, amount }) => `${account} ${amount}`).join(', ')}`,
  );
}

describe('the transactions of a closed statement', () => {
  it('say what was earned, held and paid', () => {
    expect(written({ earned: 500n, held: 200n, payable: 300n, paid: 300n })).toEqual([
      'earning: earned -500, held 200, payable 300',
      'pay: payable -300, paid 300',
      'payout: paid -300, outstanding 300',
    ]);
  });

  it('take a draw up and keep it back', () => {
    expect(written({ earned: 100n, payable: 100n, drawn: 200n, paid: 300n })).toEqual([
      'earning: earned -100, payable 100',
      'pay: payable -100, drawn -200, paid 300',
      'payout: paid -300, outstanding 300',
    ]);
    expect(written({ earned: 500n, payable: 500n, recovered: 200n, paid: 300n })[1]).toBe(
      'pay: payable -500, recovered 200, paid 300',
    );
  });

  it('top up to what is guaranteed, and pay what was added by hand', () => {
    expect(written({ guaranteed: 250n, adjusted: -50n, paid: 200n })).toEqual([
      'pay: guaranteed -250, adjusted 50, paid 200',
      'payout: paid -200, outstanding 200',
    ]);
  });

  it('carry what is negative on, and make up for it', () => {
    expect(written({ earned: -600n, payable: -600n, carried: -600n })).toEqual([
      'earning: earned 600, payable -600',
      'pay: payable 600, carried -600',
    ]);
    expect(written({ earned: 700n, payable: 700n, carriedIn: -600n, paid: 100n })[1]).toBe(
      'pay: payable -700, carried 600, paid 100',
    );
  });

  it('are none where nothing happened', () => {
    expect(written({ held: 700n, carriedIn: -5n, carried: -5n })).toEqual([]);
  });

  it('are refused where a statement does not balance', () => {
    expect(() => written({ earned: 1n, payable: 1n })).toThrow(
      'A transaction of the book pay does not balance',
    );
  });
});

describe('a transaction', () => {
  it('has nothing of another book', () => {
    expect(() => balancedTransaction('payout', { earned: -5n, sent: 5n })).toThrow('does not balance');
  });

  it('of a payout moves what is outstanding to what is sent, and back', () => {
    expect(payoutTransaction(5n)?.entries).toEqual([
      { account: 'outstanding', amount: -5n },
      { account: 'sent', amount: 5n },
    ]);
    expect(payoutTransaction(-5n)?.entries[0]).toEqual({ account: 'outstanding', amount: 5n });
    expect(payoutTransaction(0n)).toBeNull();
  });
});

describe('balances of entries', () => {
  it('give the totals of every statement back, and both identities after each', () => {
    holds(
      'entries of generated statements',
      fc.property(histories, fc.bigInt({ min: -9n, max: 9n }), (statements, sent) => {
        let balances = EMPTY_LEDGER;
        for (const totals of statements) {
          const transactions = closingTransactions(totals);
          expect(transactions.map(imbalanceOf).every((each) => each === 0n)).toBe(true);
          const after = postedTo(balances, transactions);
          expect(totalsBetween(balances, after)).toEqual(totals);
          const payout = payoutTransaction(sent);
          balances = postedTo(after, payout === null ? [] : [payout]);
          const zero = { earning: 0n, pay: 0n, payout: 0n, payable: 0n, paid: 0n };
          expect(discrepanciesOf(balances)).toEqual(zero);
          const of = (book: 'earning' | 'pay', account: Parameters<typeof balanceOf>[2]) =>
            balanceOf(balances, book, account);
          expect(of('earning', 'earned')).toBe(of('earning', 'payable') + of('earning', 'held'));
          expect(
            of('earning', 'payable') + of('pay', 'drawn') + of('pay', 'guaranteed') + of('pay', 'adjusted'),
          ).toBe(of('pay', 'paid') + of('pay', 'recovered') + of('pay', 'carried'));
        }
      }),
      { runs: 300 },
    );
  });
});
