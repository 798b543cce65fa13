import type { FailedPayment, Payment } from './payment.js';
import type { PayoutBatch, PayoutState } from './payout-batch.js';
import { isSettled, reconcilePayout } from './reconcile-payout.js';

/** Who decided on a batch, and how. A batch is decided on once. */
export interface PayoutDecision {
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly reason: string | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
}

/** Who withdrew an approved batch, and why. */
export interface PayoutWithdrawal {
  readonly actor: string;
  readonly reason: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
}

/** A file that was made for payroll. */
export interface PayrollFile {
  readonly provider: string;
  /** SHA-256 of the mapping and of the file, in hexadecimal. */
  readonly mappingHash: string;
  readonly contentHash: string;
  readonly actor: string;
  readonly at: string;
}

/** A file of all that a batch pays. */
export interface PayoutExport extends PayrollFile {
  /** The file in whose place it was made, and why; `null` for the first. */
  readonly replaces: { readonly contentHash: string; readonly reason: string } | null;
}

/** A file of what payroll could not pay of a batch. */
export interface PayoutResend extends PayrollFile {
  /** From 2: the first file of the batch is the first attempt. */
  readonly attempt: number;
  readonly payments: readonly FailedPayment[];
}

/** A file in which payroll confirmed payments. */
export interface PayoutConfirmation {
  /** From 1, in the order in which files were taken in, whatever their batch. */
  readonly number: number;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly contentHash: string;
  readonly actor: string;
  readonly at: string;
  /** What the file told that was not known before, in the order of the file. */
  readonly payments: readonly Payment[];
}

/** A batch and what became of it. */
export interface PayoutHistory {
  readonly batch: PayoutBatch;
  readonly decision: PayoutDecision | null;
  readonly withdrawal: PayoutWithdrawal | null;
  /** In the order in which they were made. */
  readonly exports: readonly PayoutExport[];
  readonly resends: readonly PayoutResend[];
  readonly confirmations: readonly PayoutConfirmation[];
}

/**
 * All payments that were confirmed for a batch, in the order in which they were told.
 *
 * @example
 * paymentsOf(history).length // 12
 */
export function paymentsOf({ confirmations }: Pick<PayoutHistory, 'confirmations'>): readonly Payment[] {
  return confirmations.flatMap(({ payments }) => payments);
}

/**
 * How far a batch has come.
 *
 * @example
 * payoutState(history) // 'approved'
 */
export function payoutState(history: PayoutHistory): PayoutState {
  const { batch, decision, withdrawal, exports } = history;
  if (decision === null) return 'built';
  if (decision.decision === 'rejected') return 'rejected';
  if (withdrawal !== null) return 'withdrawn';
  if (exports.length === 0) return 'approved';
  return isSettled(reconcilePayout(batch.items, paymentsOf(history))) ? 'confirmed' : 'exported';
}
