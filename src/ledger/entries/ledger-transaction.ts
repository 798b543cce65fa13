import { type Account, BOOKS, type Book } from './account.js';

/** One side of a transaction: an amount on an account. */
export interface LedgerEntry {
  readonly account: Account;
  /** Minor units: above zero a debit, below zero a credit; never zero. */
  readonly amount: bigint;
}

/** Entries of one payee and currency that are posted together; they sum to zero. */
export interface LedgerTransaction {
  readonly book: Book;
  readonly entries: readonly LedgerEntry[];
}

/**
 * A transaction of the amounts that are not zero, in the order of the book's accounts; `null` where there are none.
 * Throws where they do not sum to zero, or where an account is not of the book: such a thing must never be posted.
 *
 * @param debits above zero a debit, below zero a credit; minor units
 * @example
 * balancedTransaction('earning', { earned: -500n, held: 200n, payable: 300n })?.entries.length // 3
 */
export function balancedTransaction(
  book: Book,
  debits: Readonly<Partial<Record<Account, bigint>>>,
): LedgerTransaction | null {
  const accounts: readonly Account[] = BOOKS[book];
  const entries = accounts.flatMap((account) => {
    const amount = debits[account] ?? 0n;
    return amount === 0n ? [] : [{ account, amount }];
  });
  const transaction = { book, entries };
  const given = Object.values(debits).reduce((sum, amount) => sum + amount, 0n);
  if (imbalanceOf(transaction) !== 0n || given !== 0n) {
    const amounts = Object.entries(debits).map(([account, amount]) => `${account} ${amount}`);
    throw new Error(`A transaction of the book ${book} does not balance: ${amounts.join(', ')}.`);
  }
  return entries.length === 0 ? null : transaction;
}

/**
 * By how much the debits of a transaction exceed its credits, in minor units: zero where it balances.
 *
 * @example
 * imbalanceOf({ book: 'payout', entries: [{ account: 'paid', amount: -5n }] }) // -5n
 */
export function imbalanceOf({ entries }: LedgerTransaction): bigint {
  return entries.reduce((sum, { amount }) => sum + amount, 0n);
}
