import { EVERY_PAYEE } from '../../access/scope.js';
import { addDays } from '../../calendar/civil-date.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { type Problem, problem } from '../../problems/problem.js';
import { readApprovedAdjustments } from '../../store/adjustments.js';
import { latestChange } from '../../store/change.js';
import { readChangedInputs } from '../../store/changed-inputs.js';
import { readClosings } from '../../store/closings.js';
import type { Transaction } from '../../store/executor.js';
import { readEarlierPeriods } from '../../store/run-groups.js';
import type { Run } from '../../store/runs.js';
import { listStatements } from '../../store/statements.js';
import { adjustmentsAgainst } from '../adjustments/adjustments-against.js';
import { missingApprovals } from '../approvals/missing-approvals.js';
import { rejectedStatements } from '../approvals/rejected-statements.js';
import { packageFile } from '../package-file.js';
import { rulesOfRun } from '../rules-of-run.js';
import type { PeriodStatus } from './period-status.js';

/**
 * What keeps the statements of a pay group from being approved: the published run is made from other data than
 * what is stored, it does not know the whole period, or statements are incomplete, were rejected, or lack the approval
 * of a manager that the company requires.
 *
 * @example
 * await notReady(trx, status, run) // [] where all is well
 */
export async function notReady(
  trx: Transaction,
  { payGroup, period, currency }: PeriodStatus,
  run: Run,
): Promise<readonly Problem[]> {
  const subject = `${payGroup} ${period.id}`;
  const { company } = (await rulesOfRun(trx, run)).book;
  const problems = [
    ...(await outdated(trx, run, subject)),
    ...(await adjustmentsAgainst(trx, { payGroup, period: period.id }, run)),
    ...(await rejectedStatements(trx, { payGroup, period: period.id })),
    ...(await missingApprovals(trx, { payGroup, period: period.id }, period, company)),
  ];
  if (addDays(run.through, 1) < period.to) {
    problems.push(
      problem('period-not-calculated', `the published run ends on ${run.through}`, {
        subject,
        expected: `a run through ${addDays(period.to, -1)}`,
        hint: `attain calculate --through ${period.id}`,
      }),
    );
  }
  const incomplete = await listStatements(trx, EVERY_PAYEE, { period: period.id, status: 'incomplete' });
  for (const { payee } of incomplete.filter((each) => each.currency === currency)) {
    problems.push(
      problem('statement-incomplete', `the statement of ${payee} is incomplete`, {
        subject: `payee ${payee}, ${period.id}`,
        hint: `attain statement ${payee} ${period.id} says what is missing; put it right and calculate again`,
      }),
    );
  }
  return problems;
}

async function outdated(trx: Transaction, run: Run, subject: string): Promise<readonly Problem[]> {
  const hint = 'attain calculate makes a new one';
  const { version } = packageFile();
  if (run.engineVersion !== version) {
    const message = `the published run was made by Attain ${run.engineVersion}, and this is ${version}`;
    return [problem('run-outdated', message, { subject, hint })];
  }
  const latest = await latestChange(trx);
  const [changed] = await readChangedInputs(trx, { after: run.change, through: latest });
  const made = `the published run was made after change ${run.change}`;
  if (changed !== undefined) {
    const message = `${changed.source} was changed by change ${changed.change}, and ${made}`;
    return [problem('run-outdated', message, { subject, hint })];
  }
  const known = new Set((await readApprovedAdjustments(trx, { asOfChange: run.change })).map(numberOf));
  const approved = (await readApprovedAdjustments(trx, { asOfChange: latest })).find(
    (each) => !known.has(numberOf(each)),
  );
  if (approved === undefined) return [];
  const message = `adjustment ${approved.number} was approved since, and ${made}`;
  return [problem('run-outdated', message, { subject, hint })];
}

function numberOf({ number }: { readonly number: number }): number {
  return number;
}

/**
 * Which earlier periods have to be closed before a pay group's period can be.
 *
 * @example
 * await openBefore(trx, status, run) // [] where all earlier ones are closed
 */
export async function openBefore(
  trx: Transaction,
  status: PeriodStatus,
  run: Run,
): Promise<readonly Problem[]> {
  const closed = new Set((await readClosings(trx)).map(({ payGroup, period }) => `${payGroup} ${period.id}`));
  const before = (await readEarlierPeriods(trx, run.id, status)).map(({ period, ...group }) => {
    return `${payGroupId(group)} ${period.id}`;
  });
  return before
    .filter((each) => !closed.has(each))
    .map((each) =>
      problem('earlier-period-open', `${each} is not closed yet`, {
        subject: `${status.payGroup} ${status.period.id}`,
        hint: `close ${each} first: what it carries over belongs to this period`,
      }),
    );
}
