import { EVERY_PAYEE } from '../../access/scope.js';
import { type Adjustment, adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { readPayGroupId } from '../../ledger/pay-group.js';
import { type Problem, problem } from '../../problems/problem.js';
import { readAdjustments } from '../../store/adjustments.js';
import type { Transaction } from '../../store/executor.js';
import type { Run } from '../../store/runs.js';
import { listStatements } from '../../store/statements.js';

/** A pay period of a pay group, by their ids. */
export interface AdjustedPeriod {
  readonly payGroup: string;
  readonly period: string;
}

/**
 * The adjustments that keep a period from being closed: those that nobody has decided on, which could not be paid
 * with it afterwards, and those that were approved for a payee who has no statement in it.
 *
 * @example
 * await adjustmentsAgainst(trx, { payGroup: 'monthly-USD', period: '2026-03' }, run) // [] where all is well
 */
export async function adjustmentsAgainst(
  trx: Transaction,
  asked: AdjustedPeriod,
  run: Run,
): Promise<readonly Problem[]> {
  const all = await readAdjustments(trx, EVERY_PAYEE, asked);
  const waiting = all.filter((each) => adjustmentState(each) === 'waiting').map(waitingProblem);
  const approved = all.filter((each) => adjustmentState(each) === 'approved');
  if (approved.length === 0) return waiting;
  const shown = await payeesShown(trx, asked, run);
  return [...waiting, ...approved.filter(({ payee }) => !shown.has(payee)).map(unpostedProblem)];
}

async function payeesShown(
  trx: Transaction,
  { payGroup, period }: AdjustedPeriod,
  run: Run,
): Promise<ReadonlySet<string>> {
  const currency = readPayGroupId(payGroup)?.currency;
  const statements = await listStatements(trx, EVERY_PAYEE, { run: run.id, period });
  return new Set(statements.filter((each) => each.currency === currency).map(({ payee }) => payee));
}

function waitingProblem({ number, payee, payGroup, period }: Adjustment): Problem {
  return problem('adjustment-waiting', `nobody has decided on adjustment ${number} of ${payee}`, {
    subject: `${payGroup} ${period}`,
    hint: `attain adjustment approve ${number} or attain adjustment reject ${number} decide, as another person than made it`,
  });
}

function unpostedProblem({ number, payee, payGroup, period }: Adjustment): Problem {
  return problem('adjustment-unposted', `adjustment ${number} is approved, and ${payee} has no statement`, {
    subject: `${payGroup} ${period}`,
    hint: `put ${payee} on a plan that is paid in ${payGroup}, and calculate again`,
  });
}
