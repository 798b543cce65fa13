import { formatMinorUnits } from '../../money/minor-units.js';
import type { JudgedStatement } from '../../runs/approvals/decide-statements.js';
import { Figure, Figures } from '../parts/figure.js';
import type { ApprovalsOfPeriod } from './shown-approvals.js';

/**
 * How many statements wait and are decided, and what is to be paid by them.
 *
 * @example
 * <ApprovalsTotals {...approvals} shown={shown} />
 */
export function ApprovalsTotals({ shown: { status, level, waiting, decided }, format }: ApprovalsOfPeriod) {
  const paid = (some: readonly JudgedStatement[]) => {
    const sum = some.reduce((before, { each }) => before + each.summary.totals.paid, 0n);
    return `${format.money(formatMinorUnits(sum, status.currency), status.currency)} to be paid`;
  };
  const by = (decision: 'approved' | 'rejected') =>
    decided.filter(({ each }) => each.decisions[level]?.decision === decision);
  const [approved, rejected] = [by('approved'), by('rejected')];
  return (
    <Figures>
      <Figure label="Waiting for you" value={format.count(waiting.length)} detail={paid(waiting)} isMain />
      <Figure label="Approved" value={format.count(approved.length)} detail={paid(approved)} />
      <Figure label="Rejected" value={format.count(rejected.length)} detail={paid(rejected)} />
    </Figures>
  );
}
