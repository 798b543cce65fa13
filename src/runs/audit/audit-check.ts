import type { LedgerBalances } from '../../ledger/entries/ledger-balances.js';
import type { LedgerBreak } from '../../ledger/entries/ledger-break.js';
import type { Transaction } from '../../store/executor.js';

/** What a check looked at and found. */
export interface CheckOutcome {
  /** How many of them were looked at. */
  readonly examined: number;
  /** What was looked at, such as `transactions`. */
  readonly of: string;
  readonly breaks: readonly LedgerBreak[];
  /** Where the ledger stands by currency, in order; only the check of the ledger tells. */
  readonly balances?: ReadonlyMap<string, LedgerBalances>;
  /** Where the chain ends; only the check of the chain tells. */
  readonly head?: ChainHead;
}

/** The last record of the chain: whoever notes its hash elsewhere can find any later edit of what came before. */
export interface ChainHead {
  readonly record: number;
  readonly hash: string;
  /** The instant of the record, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** Up to which change there are rows that are older than the chain, under no hash; 0 where there are none. */
  readonly unsealedThrough: number;
}

/** What an audit is asked besides. */
export interface AuditOptions {
  /** The hash of a record, as it was noted. */
  readonly head?: string;
}

/** One check of an audit, which reads one state of the database. */
export interface AuditCheck {
  /** What is checked, in words. */
  readonly title: string;
  readonly run: (trx: Transaction, options: AuditOptions) => Promise<CheckOutcome>;
}
