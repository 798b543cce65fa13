import { EVERY_PAYEE } from '../../access/scope.js';
import { APPROVAL_LEVELS } from '../../ledger/approvals/statement-approval.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Executor } from '../../store/executor.js';
import { type ApprovedPeriod, statementsToApprove } from './statements-to-approve.js';

/**
 * The statements of a period that were rejected as they are: each keeps the period from being submitted and closed.
 *
 * @example
 * await rejectedStatements(trx, { payGroup: 'monthly-USD', period: '2026-03' }) // [] where none is
 */
export async function rejectedStatements(
  executor: Executor,
  asked: ApprovedPeriod,
): Promise<readonly Problem[]> {
  const all = await statementsToApprove(executor, EVERY_PAYEE, asked);
  return all.flatMap(({ payee, decisions }) =>
    APPROVAL_LEVELS.flatMap((level) => {
      const decided = decisions[level];
      if (decided?.decision !== 'rejected') return [];
      const message = `the statement of ${payee} was rejected by ${decided.actor}: ${decided.reason}`;
      return [
        problem('statement-rejected', message, {
          subject: `${asked.payGroup} ${asked.period}`,
          hint: `put it right and calculate again, or let ${level === 'manager' ? 'the manager' : 'finance'} approve it`,
        }),
      ];
    }),
  );
}
