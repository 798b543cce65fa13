import type { PayeeScope } from '../../access/scope.js';
import { decisionsOn, type StatementDecisions } from '../../ledger/approvals/statement-approval.js';
import { readPayGroupId } from '../../ledger/pay-group.js';
import type { Executor } from '../../store/executor.js';
import type { StatementSummary } from '../../store/results.js';
import { readStatementApprovals } from '../../store/statement-approvals.js';
import { listStatements } from '../../store/statements.js';
import { contentHashOf } from '../canonical-json.js';

/** A pay period of a pay group, by their ids. */
export interface ApprovedPeriod {
  readonly payGroup: string;
  readonly period: string;
}

/** A statement with what was decided on it. */
export interface StatementToApprove {
  readonly payee: string;
  readonly summary: StatementSummary;
  readonly totalsHash: string;
  readonly decisions: StatementDecisions;
}

/**
 * The published statements of a pay group for a period within a scope, with what was decided on each, in the order
 * of payees.
 *
 * @example
 * await statementsToApprove(db, scope, { payGroup: 'monthly-USD', period: '2026-03' });
 */
export async function statementsToApprove(
  executor: Executor,
  scope: PayeeScope,
  { payGroup, period }: ApprovedPeriod,
): Promise<readonly StatementToApprove[]> {
  const currency = readPayGroupId(payGroup)?.currency;
  const listed = await listStatements(executor, scope, { period });
  const approvals = await readStatementApprovals(executor, { payGroup, period });
  return listed
    .filter((each) => each.currency === currency)
    .map((summary) => {
      const { payee, totals } = summary;
      const totalsHash = contentHashOf(totals);
      return { payee, summary, totalsHash, decisions: decisionsOn(approvals, payee, totalsHash) };
    });
}
