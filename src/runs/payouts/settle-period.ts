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
 * of these are confirmed, and that it is not any more, once payroll tells that money came back; says what was noted
 * now.
 *
 * @example
 * await settlePeriod(trx, { payGroup: 'monthly-USD', period: '2026-03', actor: 'fin' }); // 'paid'
 */
export async function settlePeriod(
  trx: Transaction,
  { payGroup, period, actor }: { readonly payGroup: string; readonly period: string; readonly actor: string },
): Promise<'paid' | 'returned' | null> {
  const last = (await readPeriodEvents(trx, { payGroup, period })).at(-1);
  const wasPaid = last?.state === 'paid';
  const isPaid = await isPaidInFull(trx, payGroup, period);
  if (wasPaid === isPaid) return null;
  const act = isPaid ? 'paid' : 'returned';
  await addPeriodEvent(trx, { payGroup, period, act, state: isPaid ? 'paid' : 'closed', actor });
  return act;
}

async function isPaidInFull(trx: Transaction, payGroup: string, period: string): Promise<boolean> {
  const closings = (await readClosings(trx, { payGroup, period })).map(({ number }) => number);
  const statements = await payableStatements(trx, closings);
  if (openItems(statements, await itemsOfClosings(trx, closings)).length > 0) return false;
  const states = (await readPayouts(trx, EVERY_PAYEE, { payGroup, period })).map(payoutState);
  return states.every((state) => !mayPay(state) || state === 'confirmed');
}
