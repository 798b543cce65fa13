import type { Payment } from './payment.js';

/** A payment that was taken in for a batch, and the file that told it. */
export interface TakenPayment extends Payment {
  readonly batch: number;
  readonly file: string;
}

/** A payment that a file tells of a batch, and that another batch has. */
export interface ClaimedPayment {
  readonly told: Payment;
  readonly taken: TakenPayment;
}

/**
 * Which payments of a file other batches have: of the same payee, with the same reference, date and amount. One that
 * another batch was told to have failed after all, or to have come back, is free for the batch that it is of, unless
 * it is told so again.
 *
 * @param others what was taken in for other batches, in the order in which it was told
 * @example
 * takenElsewhere(payments, others).length // 0
 */
export function takenElsewhere(
  told: readonly Payment[],
  others: readonly TakenPayment[],
): readonly ClaimedPayment[] {
  const latest = new Map<string, Map<number, TakenPayment>>();
  for (const taken of others) {
    const byBatch = latest.get(nameOf(taken)) ?? new Map<number, TakenPayment>();
    latest.set(nameOf(taken), byBatch.set(taken.batch, taken));
  }
  return told.flatMap((payment) => {
    const taken = [...(latest.get(nameOf(payment))?.values() ?? [])].find((each) => isSame(each, payment));
    return taken === undefined ? [] : [{ told: payment, taken }];
  });
}

function isSame(taken: Payment, told: Payment): boolean {
  const isHeld = taken.status === 'paid' || taken.status === 'pending' || taken.status === told.status;
  return isHeld && taken.date === told.date && taken.amount === told.amount;
}

function nameOf({ payee, reference }: Payment): string {
  return `${payee}\u0000${reference}`;
}
