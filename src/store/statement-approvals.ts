import type { StatementApproval } from '../ledger/approvals/statement-approval.js';
import type { Executor, Transaction } from './executor.js';

/**
 * Keeps what was decided on statements, within a change.
 *
 * @example
 * await writeStatementApprovals(trx, change, [{ payGroup, period, payee: 'ada', level: 'manager', … }]);
 */
export async function writeStatementApprovals(
  trx: Transaction,
  change: number,
  approvals: readonly Omit<StatementApproval, 'at'>[],
): Promise<void> {
  const at = new Date().toISOString();
  for (const { payGroup, period, payee, level, decision, totalsHash, actor, reason } of approvals) {
    await trx.queries
      .insertInto('statement_approval')
      .values({
        ...{ pay_group: payGroup, period, payee, level, decision, totals_hash: totalsHash, actor, reason },
        ...{ at, change: BigInt(change) },
      })
      .execute();
  }
}

/**
 * What was decided on the statements of a pay group for a period, in the order in which it was.
 *
 * @example
 * await readStatementApprovals(trx, { payGroup: 'monthly-USD', period: '2026-03' });
 */
export async function readStatementApprovals(
  { queries }: Executor,
  { payGroup, period }: { readonly payGroup: string; readonly period: string },
): Promise<readonly StatementApproval[]> {
  const rows = await queries
    .selectFrom('statement_approval')
    .selectAll()
    .where('pay_group', '=', payGroup)
    .where('period', '=', period)
    .orderBy('sequence')
    .execute();
  return rows.map(({ payee, level, decision, totals_hash: totalsHash, actor, reason, at }) => {
    return { payGroup, period, payee, level, decision, totalsHash, actor, reason, at };
  });
}
