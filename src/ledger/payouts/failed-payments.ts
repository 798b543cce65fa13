import { groupedBy } from '../grouped-by.js';
import type { FailedPayment, Payment } from './payment.js';
import type { PayoutHistory } from './payout-history.js';

/**
 * What of a batch is to be sent again: payments that failed or came back by what was told last and were not sent
 * again since, and of no payee more than the batch sends less what is paid or on its way. What payroll has told
 * nothing of is on its way.
 *
 * @example
 * failedPayments(history) // [{ confirmation: 2, payee: 'ada', reference: 'C-1', amount: 300_000n }]
 */
export function failedPayments({ batch, confirmations, resends }: PayoutHistory): readonly FailedPayment[] {
  const sentAgain = new Set(resends.flatMap(({ payments }) => payments.map(placeOf)));
  const latest = new Map<string, ToldPayment>();
  for (const { number: confirmation, payments } of confirmations) {
    for (const payment of payments) {
      latest.set(`${payment.payee}\u0000${payment.reference}`, { ...payment, confirmation });
    }
  }
  const byPayee = groupedBy([...latest.values()], ({ payee }) => payee);
  return [...byPayee].flatMap(([payee, told]) => {
    const failed = told.filter((each) => hasFailed(each) && !sentAgain.has(placeOf(each)));
    if (failed.length === 0) return [];
    const sent = sumOf(batch.items.filter((item) => item.payee === payee));
    return withinAmount(failed, sent - sumOf(told.filter((each) => !hasFailed(each))));
  });
}

interface ToldPayment extends Payment {
  readonly confirmation: number;
}

function hasFailed({ status }: Payment): boolean {
  return status === 'failed' || status === 'returned';
}

function withinAmount(failed: readonly ToldPayment[], most: bigint): readonly FailedPayment[] {
  let left = most;
  return failed.flatMap(({ confirmation, payee, reference, amount: told }) => {
    const amount = told < left ? told : left;
    if (amount <= 0n) return [];
    left -= amount;
    return [{ confirmation, payee, reference, amount }];
  });
}

function placeOf({ confirmation, payee, reference }: Omit<FailedPayment, 'amount'>): string {
  return `${confirmation}\u0000${payee}\u0000${reference}`;
}

function sumOf(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((sum, { amount }) => sum + amount, 0n);
}
