/**
 * What somebody in finance should look at.
 *
 * - `refunded`: paid on cash that was refunded or charged back, and not taken back
 * - `uncollected`: paid before the cash, on invoices that are open too long
 * - `cancelled`: paid on a deal that was cancelled, and not taken back
 * - `unreleased`: a receipt should have released something and did not
 * - `uncredited`: a won deal that nobody is credited for
 * - `split`: shares that disagree with the deal
 */
export const EXCEPTION_KINDS = [
  'refunded',
  'uncollected',
  'cancelled',
  'unreleased',
  'uncredited',
  'split',
] as const;

/** One of {@link EXCEPTION_KINDS}. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Something that somebody in finance should look at. */
export interface ReconciliationException {
  readonly kind: ExceptionKind;
  readonly deal: string;
  /** `null` where it is nobody's in particular. */
  readonly payee: string | null;
  readonly currency: string;
  /** What is at stake, in minor units of the currency. */
  readonly amount: bigint;
  /** What is wrong, in words, with its documents. */
  readonly why: string;
  readonly whatToDo: string;
}
