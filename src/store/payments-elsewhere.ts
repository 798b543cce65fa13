import type { Payment } from '../ledger/payouts/payment.js';
import type { TakenPayment } from '../ledger/payouts/taken-elsewhere.js';
import type { Executor } from './executor.js';

/** How many references one query asks for. */
const TOGETHER = 500;

/**
 * What was taken in for other batches under the references of some payments, in the order in which it was told.
 *
 * @example
 * await paymentsElsewhere(trx, 7, payments); // [{ batch: 6, payee: 'ada', reference: 'C-1', … }]
 */
export async function paymentsElsewhere(
  { queries }: Executor,
  batch: number,
  payments: readonly Payment[],
): Promise<readonly TakenPayment[]> {
  const references = [...new Set(payments.map(({ reference }) => reference))];
  const taken: TakenPayment[] = [];
  for (let from = 0; from < references.length; from += TOGETHER) {
    const rows = await queries
      .selectFrom('payout_payment')
      .innerJoin('payout_confirmation', 'payout_confirmation.number', 'payout_payment.confirmation')
      .select(['payout_confirmation.batch', 'payout_confirmation.file'])
      .select(['payout_payment.payee', 'payout_payment.reference', 'payout_payment.amount'])
      .select(['payout_payment.date', 'payout_payment.status', 'payout_payment.line'])
      .where('payout_payment.reference', 'in', references.slice(from, from + TOGETHER))
      .where('payout_confirmation.batch', '<>', BigInt(batch))
      .orderBy('payout_payment.confirmation')
      .execute();
    for (const row of rows) taken.push({ ...row, batch: Number(row.batch), line: Number(row.line) });
  }
  return taken;
}

/**
 * Whether this very file was taken in for a batch.
 *
 * @param contentHash SHA-256 of the file, in hexadecimal
 * @example
 * await isConfirmationOf(trx, 6, contentHash) // true
 */
export async function isConfirmationOf(
  { queries }: Executor,
  batch: number,
  contentHash: string,
): Promise<boolean> {
  const found = await queries
    .selectFrom('payout_confirmation')
    .select('number')
    .where('batch', '=', BigInt(batch))
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
  return found !== undefined;
}
