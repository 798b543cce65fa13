import type { PayeeScope } from '../../access/scope.js';
import { payeesBelow, payeesOfTeam } from '../../access/subtree.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database, Executor, Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { publishedRun } from '../../store/runs.js';
import { writeStatementApprovals } from '../../store/statement-approvals.js';
import { readTeamRecords } from '../../store/team-records.js';
import { inState, knownPeriod } from '../closing/period-steps.js';
import {
  type ApprovedPeriod,
  type StatementToApprove,
  statementsToApprove,
} from './statements-to-approve.js';

/** What is decided on which statements of a pay group and period, and by whom. */
export interface StatementsVerdict extends ApprovedPeriod {
  readonly level: ApprovalLevel;
  readonly decision: 'approved' | 'rejected';
  /** Only those of the payees in a team or below it. */
  readonly team?: string;
  /** Only that of a payee. */
  readonly payee?: string;
  /** Only those of some payees. */
  readonly payees?: readonly string[];
  /** Why; a rejection needs it. */
  readonly reason?: string;
  /** The id of the person. */
  readonly actor: string;
}

/**
 * Approves or rejects statements that are not closed: a manager those of the payees below, finance any of the pay
 * group. All that are asked for are decided on, or none; without a team or payee, all that the person may decide on
 * and has not yet decided on so. Nobody decides on their own statement, nor on what they calculated, and who decided
 * as the manager does not decide for finance too. What the scope does not show is as if it was not there.
 *
 * @example
 * await decideStatements(db, scope, { payGroup, period, level: 'manager', decision: 'approved', actor: 'mia' });
 */
export async function decideStatements(
  db: Database,
  scope: PayeeScope,
  verdict: StatementsVerdict,
): Promise<Result<readonly StatementToApprove[]>> {
  const { actor, level, decision, reason, payGroup, period } = verdict;
  if (decision === 'rejected' && (reason ?? '').trim() === '') {
    return failed([problem('missing-value', 'a rejection needs a reason', { field: 'reason' })]);
  }
  const command = `approval ${decision === 'approved' ? 'approve' : 'reject'}`;
  const said = `${level}, ${payGroup} ${period}${reason === undefined ? '' : `: ${reason}`}`;
  const description = { actor, command, reason: said };
  const { value } = await withChange<Result<readonly StatementToApprove[]>>(
    db,
    description,
    async (trx, change) => {
      const chosen = await chosenStatements(trx, scope, verdict);
      if (!chosen.ok || chosen.value.length === 0) return discard(chosen);
      await writeStatementApprovals(
        trx,
        change,
        chosen.value.map(({ payee, totalsHash }) => {
          return { payGroup, period, payee, level, decision, totalsHash, actor, reason: reason ?? null };
        }),
      );
      const decided = new Set(chosen.value.map(({ payee }) => payee));
      const after = await statementsToApprove(trx, scope, verdict);
      return ok(after.filter(({ payee }) => decided.has(payee)));
    },
  );
  return value;
}

async function chosenStatements(
  trx: Transaction,
  scope: PayeeScope,
  verdict: StatementsVerdict,
): Promise<Result<readonly StatementToApprove[]>> {
  const known = await knownPeriod(trx, verdict);
  if (!known.ok) return known;
  const { status } = known.value;
  const closed = inState(status, ['open', 'calculated', 'inApproval'], verdict.decision);
  if (closed.length > 0) return failed(closed);
  const asked = await payeesAsked(trx, verdict, status.period);
  const judged = (await judgeStatements(trx, scope, verdict, status.period)).filter(
    ({ each }) => asked?.has(each.payee) !== false,
  );
  if (asked === null) {
    const { level, decision } = verdict;
    return ok(
      judged.flatMap(({ each, against }) =>
        against === null && each.decisions[level]?.decision !== decision ? [each] : [],
      ),
    );
  }
  const found = new Set(judged.map(({ each }) => each.payee));
  const missing = namedIn(verdict)?.filter((payee) => !found.has(payee)) ?? [];
  const problems = [
    ...judged.flatMap(({ against }) => against ?? []),
    ...missing.map((payee) => {
      const message = `${payee} has no statement for ${verdict.period} of ${verdict.payGroup}`;
      return problem('not-found', message, { subject: payee });
    }),
  ];
  return problems.length > 0 ? failed(problems) : ok(judged.map(({ each }) => each));
}

/** The payees whose statements are asked for; `null` for all that the person may decide on. */
async function payeesAsked(
  executor: Executor,
  verdict: StatementsVerdict,
  period: PayPeriod,
): Promise<ReadonlySet<string> | null> {
  const { team } = verdict;
  const named = namedIn(verdict);
  if (named !== null) return new Set(named);
  if (team === undefined) return null;
  return payeesOfTeam(await readRecordSet(executor, { payees: [] }), team, period);
}

/** The payees who are named one by one; `null` where none is. */
function namedIn({ payee, payees }: StatementsVerdict): readonly string[] | null {
  return payee === undefined ? (payees ?? null) : [payee];
}

/** A statement, and what stands against that somebody decides on it; `null` where nothing does. */
export interface JudgedStatement {
  readonly each: StatementToApprove;
  readonly against: Problem | null;
}

/**
 * The statements of a pay group and period within a scope, and on which of them somebody may decide.
 *
 * @param days those of the period
 * @example
 * const judged = await judgeStatements(db, scope, { payGroup, period: period.id, level: 'manager', actor: 'mia' }, period);
 * judged.filter(({ against }) => against === null)
 */
export async function judgeStatements(
  executor: Executor,
  scope: PayeeScope,
  asked: ApprovedPeriod & Pick<StatementsVerdict, 'level' | 'actor'>,
  days: ClosedRange,
): Promise<readonly JudgedStatement[]> {
  const { actor, level } = asked;
  const run = await publishedRun(executor);
  const below = level === 'manager' ? payeesBelow(await readTeamRecords(executor, actor), actor, days) : null;
  const all = await statementsToApprove(executor, scope, asked);
  return all.map((each) => ({ each, against: standsAgainst(each, asked, run?.actor ?? null, below) }));
}

function standsAgainst(
  { payee, decisions }: StatementToApprove,
  { actor, level }: Pick<StatementsVerdict, 'actor' | 'level'>,
  calculatedBy: string | null,
  below: ReadonlySet<string> | null,
): Problem | null {
  const subject = `payee ${payee}`;
  const own = (message: string) =>
    problem('own-work', message, { subject, found: actor, expected: 'another person, named by --as' });
  if (payee === actor) return own(`nobody decides on their own statement, and this is that of ${actor}`);
  if (calculatedBy === actor)
    return own(`${actor} calculated the statements, so another person decides on them`);
  if (level === 'finance' && decisions.manager?.actor === actor) {
    return own(
      `${actor} decided on the statement of ${payee} as the manager, so another person does for finance`,
    );
  }
  if (below !== null && !below.has(payee)) {
    const hint = 'a manager decides on the statements of the teams below; --level finance on any';
    return problem('not-manager', `${actor} does not manage ${payee} in this period`, { subject, hint });
  }
  return null;
}
