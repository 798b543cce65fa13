import type { LedgerTransaction } from './ledger-transaction.js';

/** What a transaction comes from: a closing, the confirmation of a payout, or an adjustment, by its number. */
export interface LedgerSource {
  readonly kind: 'closing' | 'payout' | 'adjustment';
  readonly number: number;
}

/** A transaction as it is kept. Transactions are numbered from 1 in the order in which they were posted. */
export interface PostedTransaction extends LedgerTransaction {
  readonly sequence: number;
  readonly source: LedgerSource;
  readonly payee: string;
  readonly currency: string;
  readonly payGroup: string;
  readonly period: string;
}
