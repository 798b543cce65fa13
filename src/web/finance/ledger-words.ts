import type { Account } from '../../ledger/entries/account.js';
import type { PostedTransaction } from '../../ledger/entries/posted-transaction.js';

/** The accounts of the ledger, in the words of pages. */
export const ACCOUNTS: Readonly<Record<Account, string>> = {
  earned: 'Earned',
  held: 'Held',
  payable: 'Payable',
  guaranteed: 'Guaranteed',
  drawn: 'Drawn',
  adjusted: 'Adjusted',
  recovered: 'Recovered',
  carried: 'Carried',
  paid: 'Paid',
  outstanding: 'Outstanding',
  sent: 'Sent',
};

/** What a transaction was posted by. */
export const SOURCES: Readonly<Record<PostedTransaction['source']['kind'], string>> = {
  closing: 'Closing',
  payout: 'Payment',
  adjustment: 'Adjustment',
};

/** The books of the ledger: in each, what is posted together balances. */
export const BOOK_WORDS: Readonly<Record<PostedTransaction['book'], string>> = {
  earning: 'Earnings',
  pay: 'Pay',
  payout: 'Payout',
};
