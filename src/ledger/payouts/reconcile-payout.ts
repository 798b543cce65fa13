import { compareText } from '../../engine/record-index.js';
import { groupedBy } from '../grouped-by.js';
import { latestPayments, type Payment } from './payment.js';
import type { PayoutItem } from './payout-batch.js';

/**
 * How what was sent to payroll compares with what payroll paid, each with its meaning.
 *
 * @example
 * PAYOUT_MATCHES.missing // 'nothing was paid yet'
 */
export const PAYOUT_MATCHES = {
  settled: 'paid as it was sent',
  missing: 'nothing was paid yet',
  unknown: 'paid, and not in the batch',
  under: 'less was paid than was sent',
  over: 'more was paid than was sent',
  duplicate: 'the same amount was paid more than once',
} as const;

/**
 * One of {@link PAYOUT_MATCHES}.
 *
 * @example
 * const match: PayoutMatch = 'settled';
 */
export type PayoutMatch = keyof typeof PAYOUT_MATCHES;

/** What was sent to payroll for a payee and what payroll paid, in minor units. */
export interface ReconciledPayee {
  readonly payee: string;
  /** `null` for one who is not in the batch. */
  readonly name: string | null;
  readonly match: PayoutMatch;
  /** What the batch pays. */
  readonly sent: bigint;
  /** What payroll says it paid. */
  readonly paid: bigint;
  /** Paid less sent: above zero is too much. */
  readonly difference: bigint;
  /** As they stand last, in the order in which they were first told. */
  readonly payments: readonly Payment[];
}

/**
 * Compares a batch with what payroll confirms of it, payee by payee in the order of their ids. Payments of others
 * that did not go through are no difference, and are left out.
 *
 * @param payments all that was confirmed for the batch, in the order in which it was told
 * @example
 * reconcilePayout(batch.items, payments).filter(({ match }) => match !== 'settled')
 */
export function reconcilePayout(
  items: readonly PayoutItem[],
  payments: readonly Payment[],
): readonly ReconciledPayee[] {
  const latest = latestPayments(payments);
  const [itemsBy, toldBy] = [groupedBy(items, payeeOf), groupedBy(latest, payeeOf)];
  const payees = [...new Set([...items, ...latest].map(({ payee }) => payee))].sort(compareText);
  return payees.flatMap((payee) => {
    const own = itemsBy.get(payee) ?? [];
    const told = toldBy.get(payee) ?? [];
    const sent = sumOf(own);
    const paid = sumOf(told.filter(({ status }) => status === 'paid'));
    if (own.length === 0 && paid === 0n) return [];
    const match = own.length === 0 ? 'unknown' : matchOf(sent, told);
    return [
      { payee, name: own[0]?.name ?? null, match, sent, paid, difference: paid - sent, payments: told },
    ];
  });
}

/**
 * Whether everything that was sent was paid, and nothing else.
 *
 * @example
 * isSettled(reconcilePayout(batch.items, payments)) // true
 */
export function isSettled(reconciled: readonly ReconciledPayee[]): boolean {
  return reconciled.every(({ match }) => match === 'settled');
}

function matchOf(sent: bigint, told: readonly Payment[]): PayoutMatch {
  const paid = told.filter(({ status, amount }) => status === 'paid' && amount !== 0n);
  const difference = sumOf(paid) - sent;
  if (difference === 0n) return 'settled';
  if (paid.length === 0) return 'missing';
  if (difference < 0n) return 'under';
  return paid.filter(({ amount }) => amount === sent).length > 1 ? 'duplicate' : 'over';
}

function payeeOf({ payee }: { readonly payee: string }): string {
  return payee;
}

function sumOf(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((sum, { amount }) => sum + amount, 0n);
}
