import { EVERY_PAYEE } from '../../access/scope.js';
import { payeesBelow, type TeamRecords } from '../../access/subtree.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { compareText } from '../../engine/record-index.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { type ApprovedPeriod, statementsToApprove } from './statements-to-approve.js';

/** So many payees are named of each manager. */
const MOST_NAMED = 20;

/**
 * The managers who have not approved statements of a period as they are, where the company requires it before the
 * period is submitted. A statement waits for any of the managers above the payee, and the nearest is named; that of
 * a payee who has no manager in the period waits for none.
 *
 * @param days those of the period
 * @example
 * await missingApprovals(trx, { payGroup: 'monthly-USD', period: '2026-03' }, days, company) // [] where none is missing
 */
export async function missingApprovals(
  trx: Transaction,
  asked: ApprovedPeriod,
  days: ClosedRange,
  { managerApproval }: Company,
): Promise<readonly Problem[]> {
  if ((managerApproval.byPayGroup[asked.payGroup] ?? managerApproval.usual) === 'optional') return [];
  const all = await statementsToApprove(trx, EVERY_PAYEE, asked);
  const waiting = all.filter(({ decisions }) => decisions.manager === null).map(({ payee }) => payee);
  if (waiting.length === 0) return [];
  const managers = nearestManagers(await readRecordSet(trx, { payees: [] }), days);
  const byManager = groupedBy(waiting, (payee) => managers.get(payee) ?? null);
  return [...byManager]
    .flatMap(([manager, payees]) => (manager === null ? [] : [{ manager, payees }]))
    .sort((a, b) => compareText(a.manager, b.manager))
    .map(({ manager, payees }) => {
      const of = payees.length === 1 ? 'the statement' : `${payees.length} statements`;
      return problem('approval-missing', `${manager} has not approved ${of} of ${namesOf(payees)}`, {
        subject: `${asked.payGroup} ${asked.period}`,
        expected: 'the approval of a manager, which the company file requires',
        hint: `attain --as ${manager} approval approve --period ${asked.period} --pay-group ${asked.payGroup}`,
      });
    });
}

/** Of the managers above each payee the one who has the fewest below. */
function nearestManagers(records: TeamRecords, days: ClosedRange): ReadonlyMap<string, string> {
  const managing = records.membership.filter(({ as }) => as === 'manager').map(({ payee }) => payee);
  const managers = [...new Set(managing)]
    .map((manager) => ({ manager, below: payeesBelow(records, manager, days) }))
    .sort((a, b) => b.below.size - a.below.size || compareText(b.manager, a.manager));
  return new Map(managers.flatMap(({ manager, below }) => [...below].map((payee) => [payee, manager])));
}

function namesOf(payees: readonly string[]): string {
  const named = payees.slice(0, MOST_NAMED).join(', ');
  return payees.length > MOST_NAMED ? `${named} and ${payees.length - MOST_NAMED} more` : named;
}
