import type { StatementTotals } from '../posted-statement.js';
import { ACCOUNT_SIDES, type Account, type Book } from './account.js';
import type { LedgerTransaction } from './ledger-transaction.js';

/** What is on each account of each book, as debits less credits, in minor units of one currency. */
export type LedgerBalances = Readonly<Record<Book, Readonly<Partial<Record<Account, bigint>>>>>;

const BOOK_ORDER: readonly Book[] = ['earning', 'pay', 'payout'];

/** Where every payee starts. */
export const EMPTY_LEDGER: LedgerBalances = Object.freeze({ earning: {}, pay: {}, payout: {} });

/**
 * Balances after transactions were posted.
 *
 * @example
 * balanceOf(postedTo(EMPTY_LEDGER, closingTransactions(totals)), 'earning', 'earned') // 500_000n
 */
export function postedTo(
  balances: LedgerBalances,
  transactions: readonly LedgerTransaction[],
): LedgerBalances {
  const books: Record<Book, Partial<Record<Account, bigint>>> = {
    earning: { ...balances.earning },
    pay: { ...balances.pay },
    payout: { ...balances.payout },
  };
  for (const { book, entries } of transactions) {
    for (const { account, amount } of entries) {
      books[book][account] = (books[book][account] ?? 0n) + amount;
    }
  }
  return books;
}

/**
 * The balance of an account in a book, counted on the side of the account: what is earned is above zero though it
 * is credited.
 *
 * @example
 * balanceOf(balances, 'pay', 'paid') // 300_000n
 */
export function balanceOf(balances: LedgerBalances, book: Book, account: Account): bigint {
  const debit = balances[book][account] ?? 0n;
  return ACCOUNT_SIDES[account] === 'credit' ? -debit : debit;
}

/**
 * What does not add up in balances, whoever's they are, in minor units: the imbalance of each book, and what a
 * book handed over and the next did not take up. Every figure is zero in a sound ledger.
 *
 * @example
 * discrepanciesOf(balances) // { earning: 0n, pay: 0n, payout: 0n, payable: 0n, paid: 0n }
 */
export function discrepanciesOf(
  balances: LedgerBalances,
): Readonly<Record<Book | 'payable' | 'paid', bigint>> {
  const imbalance = (book: Book) => Object.values(balances[book]).reduce((sum, amount) => sum + amount, 0n);
  const left = (account: 'payable' | 'paid') =>
    BOOK_ORDER.reduce((sum, book) => sum + (balances[book][account] ?? 0n), 0n);
  return {
    earning: imbalance('earning'),
    pay: imbalance('pay'),
    payout: imbalance('payout'),
    payable: left('payable'),
    paid: left('paid'),
  };
}

/**
 * What a statement comes to by the ledger alone: by the balances of the payee and currency before and after it.
 *
 * @example
 * totalsBetween(before, after).paid // 300_000n
 */
export function totalsBetween(before: LedgerBalances, after: LedgerBalances): StatementTotals {
  const moved = (book: Book, account: Account) =>
    balanceOf(after, book, account) - balanceOf(before, book, account);
  return {
    earned: moved('earning', 'earned'),
    held: balanceOf(after, 'earning', 'held'),
    payable: moved('earning', 'payable'),
    drawn: moved('pay', 'drawn'),
    guaranteed: moved('pay', 'guaranteed'),
    adjusted: moved('pay', 'adjusted'),
    recovered: moved('pay', 'recovered'),
    carriedIn: balanceOf(before, 'pay', 'carried'),
    carried: balanceOf(after, 'pay', 'carried'),
    paid: moved('pay', 'paid'),
  };
}
