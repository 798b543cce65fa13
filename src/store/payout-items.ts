import type { EarlierItem, PayableStatement } from '../ledger/payouts/open-items.js';
import { statementPayout } from '../ledger/payouts/statement-payout.js';
import { readStatementPayout } from '../ledger/statement-document.js';
import type { Executor, Transaction } from './executor.js';
import { RecordReader } from './record-reader.js';

/**
 * What closed statements pay, each that pays something, in the order of payees: with the name that was closed, and
 * the address as it is known now. What is paid in another currency is what the statement was closed with; where there
 * was no rate then, by that which is loaded now.
 *
 * @example
 * await payableStatements(trx, [3]); // [{ closing: 3, payee: 'ada', amount: 300000n, … }]
 */
export async function payableStatements(
  trx: Transaction,
  closings: readonly number[],
): Promise<readonly PayableStatement[]> {
  if (closings.length === 0) return [];
  const rows = await trx.queries
    .selectFrom('closed_statement')
    .leftJoin('payee', 'payee.id', 'closed_statement.payee')
    .select(['closed_statement.closing', 'closed_statement.payee', 'closed_statement.name'])
    .select(['payee.email', 'closed_statement.paid as amount'])
    .select(['closed_statement.currency', 'closed_statement.remainder'])
    .where('closed_statement.closing', 'in', closings.map(BigInt))
    .where('closed_statement.paid', '>', 0n)
    .orderBy('closed_statement.payee')
    .orderBy('closed_statement.closing')
    .execute();
  const closed = rows.map(({ closing, currency, remainder, ...row }) => {
    return {
      statement: { ...row, closing: Number(closing) },
      currency,
      payout: readStatementPayout(remainder),
    };
  });
  const unrated = closed.filter(({ payout }) => payout?.rate === null).map(({ currency }) => currency);
  const rates = await new RecordReader(trx, undefined).where('fxRate', 'from', [...new Set(unrated)]);
  return closed.map(({ statement, currency, payout }) => {
    if (payout === undefined) return statement;
    const due = { paid: statement.amount, currency, payoutCurrency: payout.currency, day: payout.date };
    const ofPair = rates.filter(({ from, to }) => from === currency && to === payout.currency);
    return { ...statement, payout: payout.rate === null ? (statementPayout(due, ofPair) ?? payout) : payout };
  });
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
