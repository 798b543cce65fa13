import type { EarlierItem } from '../ledger/payouts/open-items.js';
import type { PayoutItem } from '../ledger/payouts/payout-batch.js';
import type { Executor } from './executor.js';

/**
 * What closed statements pay, each that pays something, in the order of payees: with the name that was closed, and
 * the address as it is known now.
 *
 * @example
 * await payableStatements(trx, [3]); // [{ closing: 3, payee: 'ada', amount: 300000n, … }]
 */
export async function payableStatements(
  { queries }: Executor,
  closings: readonly number[],
): Promise<readonly PayoutItem[]> {
  if (closings.length === 0) return [];
  const rows = await queries
    .selectFrom('closed_statement')
    .leftJoin('payee', 'payee.id', 'closed_statement.payee')
    .select(['closed_statement.closing', 'closed_statement.payee', 'closed_statement.name'])
    .select(['payee.email', 'closed_statement.paid as amount'])
    .where('closed_statement.closing', 'in', closings.map(BigInt))
    .where('closed_statement.paid', '>', 0n)
    .orderBy('closed_statement.payee')
    .orderBy('closed_statement.closing')
    .execute();
  return rows.map((row) => ({ ...row, closing: Number(row.closing) }));
}

/**
 * The items of all batches that hold statements of some closings, in the order of the batches.
 *
 * @example
 * await itemsOfClosings(trx, [3]); // [{ batch: 1, closing: 3, payee: 'ada', attempt: 1, freedAs: 'rejected' }]
 */
export async function itemsOfClosings(
  { queries }: Executor,
  closings: readonly number[],
): Promise<readonly EarlierItem[]> {
  if (closings.length === 0) return [];
  const rows = await queries
    .selectFrom('payout_item')
    .leftJoin('payout_decision', 'payout_decision.batch', 'payout_item.batch')
    .select(['payout_item.batch', 'payout_item.closing', 'payout_item.payee', 'payout_item.attempt'])
    .leftJoin('payout_withdrawal', 'payout_withdrawal.batch', 'payout_item.batch')
    .select(['payout_decision.decision', 'payout_withdrawal.at as withdrawnAt'])
    .where('payout_item.closing', 'in', closings.map(BigInt))
    .orderBy('payout_item.batch')
    .orderBy('payout_item.payee')
    .execute();
  return rows.map(({ batch, closing, payee, attempt, decision, withdrawnAt }) => ({
    batch: Number(batch),
    closing: Number(closing),
    payee,
    attempt: Number(attempt),
    freedAs: decision === 'rejected' ? decision : withdrawnAt === null ? null : 'withdrawn',
  }));
}
