import { divideRounded } from '../../money/rounding.js';
import { convertPayment } from './convert-payout.js';
import { type Payment, sentByPayee } from './payment.js';
import { type PayoutBatch, planCurrencyOf } from './payout-batch.js';

/**
 * What payments of a batch were to a payee in the currency of the plan, in its minor units. Whoever was paid all that
 * was sent was paid all that the statements say, and else in proportion, to the nearest with a tie to the even one.
 * What was paid to somebody who is not in the batch counts at its rate.
 *
 * @param sent minor units of the currency of the batch, all that was sent to the payee
 * @example
 * planPartOf(batch, 'ada', 113_580n) // 123_456n
 */
export function planPartOf({ currency, converted, items }: PayoutBatch, payee: string, sent: bigint): bigint {
  if (converted === undefined) return sent;
  const own = items.filter((item) => item.payee === payee);
  const due = own.reduce((sum, { amount }) => sum + amount, 0n);
  const ofPlan = own.reduce((sum, { planAmount = 0n }) => sum + planAmount, 0n);
  if (due !== 0n) return divideRounded(sent * ofPlan, due, 'half-even');
  const { planCurrency: from, rate } = converted;
  return convertPayment(sent, { from, to: currency, rate });
}

/**
 * What was sent to each payee in the currency of the plan, in its minor units, by payments as they stand last: what the
 * ledger says.
 *
 * @example
 * sentInPlanCurrency(batch, payments).get('ada') // 123_456n
 */
export function sentInPlanCurrency(
  batch: PayoutBatch,
  payments: readonly Payment[],
): ReadonlyMap<string, bigint> {
  const sent = sentByPayee(payments);
  if (planCurrencyOf(batch) === batch.currency) return sent;
  return new Map([...sent].map(([payee, amount]) => [payee, planPartOf(batch, payee, amount)]));
}
