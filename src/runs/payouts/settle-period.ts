import { EVERY_PAYEE } from '../../access/scope.js';
import { openItems } from '../../ledger/payouts/open-items.js';
import { mayPay } from '../../ledger/payouts/payout-batch.js';
import { payoutState } from '../../ledger/payouts/payout-history.js';
import { readClosings } from '../../store/closings.js';
import type { Transaction } from '../../store/executor.js';
import { itemsOfClosings, payableStatements } from '../../store/payout-items.js';
import { readPayouts } from '../../store/payouts.js';
import { addPeriodEvent, readPeriodEvents } from '../../store/period-events.js';

/**
 * Notes that a closed period of a pay group is paid, once everything that its statements pay is in batches and all
 * of these are confirmed; says whether it was noted now.
 *
 * @example
 * await settlePeriod(trx, { payGroup: 'monthly-USD', period: '2026-03', actor: 'fin' }); // true
 */
export async function settlePeriod(
  trx: Transaction,
  { payGroup, period, actor }: { readonly payGroup: string; readonly period: string; readonly actor: string },
): Promise<boolean> {
  const last = (await readPeriodEvents(trx, { payGroup, period })).at(-1);
  if (last?.state === 'paid') return false;
  const closings = (await readClosings(trx, { payGroup, period })).map(({ number }) => number);
  const statements = await payableStatements(trx, closings);
  if (openItems(statements, await itemsOfClosings(trx, closings)).length > 0) return false;
  const states = (await readPayouts(trx, EVERY_PAYEE, { payGroup, period })).map(payoutState);
  if (states.some((state) => mayPay(state) && state !== 'confirmed')) return false;
  await addPeriodEvent(trx, { payGroup, period, act: 'paid', state: 'paid', actor });
  return true;
}
