import type { PayeeScope } from '../../access/scope.js';
import { mayPay, type PayoutState } from '../../ledger/payouts/payout-batch.js';
import { payoutState } from '../../ledger/payouts/payout-history.js';
import type { Executor } from '../../store/executor.js';
import { readPayouts } from '../../store/payouts.js';
import type { PeriodBatch } from './next-step.js';

/** How far batches come, in order: a period is as far as the last of its batches. */
const ORDER: readonly PayoutState[] = ['built', 'approved', 'exported', 'confirmed'];

/**
 * Of each period the batch that is not rejected, by pay group and period; where it is paid in several currencies, that
 * which is the least far.
 *
 * @example
 * (await periodBatches(db, scope)).get(periodKey(status)) // { batch: 7, state: 'approved' }
 */
export async function periodBatches(
  executor: Executor,
  scope: PayeeScope,
  filter: { readonly payGroup?: string; readonly period?: string } = {},
): Promise<ReadonlyMap<string, PeriodBatch>> {
  const histories = await readPayouts(executor, scope, filter);
  return new Map(
    histories
      .map((history) => ({ history, state: payoutState(history) }))
      .filter(({ state }) => mayPay(state))
      .sort((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state))
      .map(({ history: { batch }, state }) => [
        `${batch.payGroup} ${batch.period}`,
        { batch: batch.number, state },
      ]),
  );
}

/**
 * The key of a period in the batches of periods.
 *
 * @example
 * periodKey(status) // 'monthly-USD 2026-03'
 */
export function periodKey({
  payGroup,
  period,
}: {
  readonly payGroup: string;
  readonly period: { readonly id: string };
}): string {
  return `${payGroup} ${period.id}`;
}
