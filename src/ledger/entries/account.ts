/**
 * The chart of accounts of what a payee earns and is paid, in one currency.
 *
 * | account | side | what its balance says | debited in | credited in |
 * |---|---|---|---|---|
 * | `earned` | credit | all that was earned | | earning |
 * | `held` | debit | earned and not payable yet | earning | |
 * | `payable` | cleared | what became payable and no pay has taken up: zero after every statement | earning | pay |
 * | `guaranteed` | credit | what guarantees added | | pay |
 * | `drawn` | credit | what draws added | | pay |
 * | `adjusted` | credit | what was added by hand, or taken off | | pay |
 * | `recovered` | debit | what was kept back for earlier draws | pay | |
 * | `carried` | debit | what later periods are to make up for, below zero; or are to pay, where a plan pays at most so much a period | pay | |
 * | `paid` | cleared | what statements pay and is not yet on its way: zero after every statement | pay | payout |
 * | `outstanding` | debit | what statements pay and payroll has not confirmed | payout | |
 * | `sent` | debit | what payroll has confirmed | payout | |
 *
 * An account of the credit side grows by credits. `payable` and `paid` lead from one book to the next: what a book
 * hands over is its balance there, and the next book takes up as much, so that over all books nothing is left.
 *
 * @example
 * ACCOUNT_SIDES.earned // 'credit'
 */
export const ACCOUNT_SIDES = {
  earned: 'credit',
  held: 'debit',
  payable: 'debit',
  guaranteed: 'credit',
  drawn: 'credit',
  adjusted: 'credit',
  recovered: 'debit',
  carried: 'debit',
  paid: 'debit',
  outstanding: 'debit',
  sent: 'debit',
} as const;

/**
 * One of {@link ACCOUNT_SIDES}.
 *
 * @example
 * const account: Account = 'earned';
 */
export type Account = keyof typeof ACCOUNT_SIDES;

/**
 * The three books of the ledger. Every transaction is in one of them and balances in itself, so each book is an
 * equation that holds after every transaction:
 *
 * | book | equation |
 * |---|---|
 * | `earning` | `earned = payable + held` |
 * | `pay` | `payable + drawn + guaranteed + adjusted = paid + recovered + carried` |
 * | `payout` | `paid = outstanding + sent` |
 *
 * @example
 * BOOKS.pay.includes('drawn') // true
 */
export const BOOKS = {
  earning: ['earned', 'held', 'payable'],
  pay: ['payable', 'guaranteed', 'drawn', 'adjusted', 'recovered', 'carried', 'paid'],
  payout: ['paid', 'outstanding', 'sent'],
} as const satisfies Readonly<Record<string, readonly Account[]>>;

/**
 * One of {@link BOOKS}.
 *
 * @example
 * const book: Book = 'earning';
 */
export type Book = keyof typeof BOOKS;
