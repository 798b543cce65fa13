import { EVERY_PAYEE } from '../access/scope.js';
import { addDays } from '../calendar/civil-date.js';
import type { Closing } from '../ledger/closed-statement.js';
import { closeStatement, type StatementToClose } from '../ledger/closing/close-statement.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { discard, withRecord } from '../store/change.js';
import { readClosings } from '../store/closings.js';
import type { Database, Transaction } from '../store/executor.js';
import { holdLock } from '../store/hold-lock.js';
import { postClosing } from '../store/ledger-entries.js';
import { addPeriodEvent } from '../store/period-events.js';
import type { Run } from '../store/runs.js';
import { listStatements } from '../store/statements.js';
import { writeClosing } from '../store/write-closing.js';
import { contentHashOf } from './canonical-json.js';
import { type GroupStatements, groupStatements } from './closing/group-statements.js';
import { notReady, openBefore } from './closing/period-readiness.js';
import type { KnownPeriod, PeriodStatus } from './closing/period-status.js';
import {
  changedSince,
  commandOf,
  inState,
  knownPeriod,
  type PeriodStep,
  submissionOf,
} from './closing/period-steps.js';
import { packageFile } from './package-file.js';

/**
 * Closes a period of a pay group that was approved: its statements are calculated once more from the data of the
 * published run, held against what it shows, and frozen with the hashes of what they were made from; the ledger
 * is posted with them. All of it is written, or nothing. Fails, saying all that stands against it.
 *
 * @example
 * const closed = await closePeriod(db, { payGroup: 'monthly-USD', period: '2026-03', actor: 'ops' });
 * if (closed.ok) closed.value.closing // 3
 */
export async function closePeriod(db: Database, step: PeriodStep): Promise<Result<PeriodStatus>> {
  const checked = await db.read((trx) => closable(trx, step));
  if (!checked.ok) return checked;
  const { run, status } = checked.value;
  const { payGroup, period } = step;
  const found = await groupStatements(db, {
    change: run.change,
    through: addDays(run.through, 1),
    payGroup,
    period: status.period,
    engineVersion: run.engineVersion,
  });
  if (!found.ok) return found;
  await db.read((trx) => requireAsPublished(trx, run, status, found.value.statements));
  // What would change its statements, such as an adjustment that is approved, waits until it is closed.
  return withRecord<Result<PeriodStatus>>(db, commandOf('close', step), async (trx) => {
    await holdLock(trx, 'publish');
    const again = await closable(trx, step);
    if (!again.ok) return discard(again);
    if (again.value.run.id !== run.id || again.value.closings !== checked.value.closings)
      return discard(failed([overtaken(status)]));
    const closing = closingOf(step, again.value, found.value);
    const statements = found.value.statements.map((each) => closeStatement(each, closing));
    await writeClosing(trx, closing, statements);
    await postClosing(trx, closing.number);
    await addPeriodEvent(trx, {
      ...{ payGroup, period, act: 'closed', state: 'closed', actor: step.actor },
      ...{ run: run.id, closing: closing.number, ...(step.reason !== undefined && { reason: step.reason }) },
    });
    const after = await knownPeriod(trx, step);
    return after.ok ? ok(after.value.status) : after;
  });
}

interface Closable {
  readonly run: Run;
  readonly status: PeriodStatus;
  /** How many closings there are. */
  readonly closings: number;
}

/** All that stands against closing a period, or what it is closed from. */
async function closable(trx: Transaction, step: PeriodStep): Promise<Result<Closable>> {
  const known = await knownPeriod(trx, step);
  if (!known.ok) return known;
  const { status, run } = known.value;
  const problems = [...inState(status, ['inApproval'], 'closed'), ...unapproved(known.value)];
  if (run !== null && status.closing === null) {
    problems.push(...(await notReady(trx, status, run)), ...(await openBefore(trx, status, run)));
  }
  if (problems.length > 0 || run === null) return failed(problems);
  return ok({ run, status, closings: (await readClosings(trx)).length });
}

function unapproved({ status, events, run }: KnownPeriod): readonly Problem[] {
  const submission = submissionOf(events);
  if (status.state !== 'inApproval' || submission === null) return [];
  const changed = changedSince(submission, status, run);
  if (status.last?.act === 'approved') return changed;
  const subject = `${status.payGroup} ${status.period.id}`;
  const hint = 'attain period approve, as somebody else than who submitted it';
  return [problem('period-state', 'it is not approved yet', { subject, hint }), ...changed];
}

function overtaken({ payGroup, period }: PeriodStatus): Problem {
  return problem('run-overtaken', 'other results were published, or a period was closed, meanwhile', {
    subject: `${payGroup} ${period.id}`,
    hint: 'close it again',
  });
}

/** What is closed has to be what everybody sees; anything else is a fault of the program, and nothing is closed. */
async function requireAsPublished(
  trx: Transaction,
  run: Run,
  { period, currency, frequency }: PeriodStatus,
  statements: readonly StatementToClose[],
): Promise<void> {
  const listed = await listStatements(trx, EVERY_PAYEE, { run: run.id, period: period.id });
  const shown = listed.filter((each) => each.currency === currency && each.from === period.from);
  const published = shown.map(({ payee, totals }) => [payee, totals]);
  const calculated = statements.map(({ built }) => [built.payee, built.totals]);
  if (contentHashOf(published) === contentHashOf(calculated)) return;
  throw new Error(
    `What ${frequency}-${currency} comes to in ${period.id} is not what run ${run.id} shows: nothing is closed.`,
  );
}

function closingOf(
  { payGroup, actor }: PeriodStep,
  { run, status, closings }: Closable,
  { rulesHash, statements }: GroupStatements,
): Closing {
  return {
    number: closings + 1,
    payGroup,
    frequency: status.frequency,
    currency: status.currency,
    period: status.period,
    run: run.id,
    change: run.change,
    through: run.through,
    rulesHash,
    inputsHash: contentHashOf(statements.map(({ built, inputsHash }) => [built.payee, inputsHash])),
    engineVersion: packageFile().version,
    statementsHash: contentHashOf(statements.map(({ built, hash }) => [built.payee, hash])),
    actor,
    closedAt: new Date().toISOString(),
  };
}
