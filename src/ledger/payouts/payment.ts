import type { CivilDate } from '../../calendar/civil-date.js';

/**
 * How payroll says a payment stands: the money was sent, is about to be, could not be, or came back. Only what is
 * paid counts as sent.
 *
 * @example
 * const status: PaymentStatus = 'paid';
 */
export type PaymentStatus = 'paid' | 'pending' | 'failed' | 'returned';

/** A payment as payroll confirms it. A payee and a reference name one payment, whichever file tells of it. */
export interface Payment {
  readonly payee: string;
  readonly reference: string;
  /** Minor units of the currency of the batch. */
  readonly amount: bigint;
  readonly date: CivilDate;
  readonly status: PaymentStatus;
  /** The line of the file that says so. */
  readonly line: number;
}

/** A payment that failed or came back, as the file said that told it last, and what of it is sent again. */
export interface FailedPayment {
  /** The number of the confirmation that told it. */
  readonly confirmation: number;
  readonly payee: string;
  readonly reference: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
}

/**
 * Payments as they stand last: of those with one payee and reference, what was told latest.
 *
 * @param payments in the order in which they were told
 * @example
 * latestPayments([pending, paid]) // [paid]
 */
export function latestPayments(payments: readonly Payment[]): readonly Payment[] {
  const latest = new Map<string, Payment>();
  for (const payment of payments) latest.set(`${payment.payee}\u0000${payment.reference}`, payment);
  return [...latest.values()];
}

/**
 * What was sent to each payee, in minor units, by payments as they stand last.
 *
 * @example
 * sentByPayee(payments).get('ada') // 300_000n
 */
export function sentByPayee(payments: readonly Payment[]): ReadonlyMap<string, bigint> {
  const sent = new Map<string, bigint>();
  for (const { payee, amount, status } of latestPayments(payments)) {
    sent.set(payee, (sent.get(payee) ?? 0n) + (status === 'paid' ? amount : 0n));
  }
  return sent;
}

/**
 * By how much what was sent to each payee changed with newly told payments, in minor units; payees without a change
 * are left out.
 *
 * @param sentBy what payments come to for each payee; in the currency of the batch unless said
 * @example
 * changeInSent([], payments).get('ada') // 300_000n
 */
export function changeInSent(
  before: readonly Payment[],
  told: readonly Payment[],
  sentBy: (payments: readonly Payment[]) => ReadonlyMap<string, bigint> = sentByPayee,
): ReadonlyMap<string, bigint> {
  const was = sentBy(before);
  const changes = new Map<string, bigint>();
  for (const [payee, sent] of sentBy([...before, ...told])) {
    const change = sent - (was.get(payee) ?? 0n);
    if (change !== 0n) changes.set(payee, change);
  }
  return changes;
}
