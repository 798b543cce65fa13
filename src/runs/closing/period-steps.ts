import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { type ChangeDescription, discard, withRecord } from '../../store/change.js';
import type { Database, Transaction } from '../../store/executor.js';
import { holdLock } from '../../store/hold-lock.js';
import { addPeriodEvent, type PeriodEvent } from '../../store/period-events.js';
import type { PeriodState } from '../../store/period-state.js';
import type { Run } from '../../store/runs.js';
import { notReady } from './period-readiness.js';
import { type KnownPeriod, type PeriodStatus, readPeriods } from './period-status.js';

/** A pay period of a pay group, and who does something to it. */
export interface PeriodStep {
  readonly payGroup: string;
  /** The id of the pay period. */
  readonly period: string;
  /** The id of the person. */
  readonly actor: string;
  readonly reason?: string;
}

/**
 * Submits the statements of a calculated period for approval. Fails, saying all that stands against it, where
 * they are not calculated from what is stored, or are incomplete.
 *
 * @example
 * await submitPeriod(db, { payGroup: 'monthly-USD', period: '2026-03', actor: 'ops' });
 */
export async function submitPeriod(db: Database, step: PeriodStep): Promise<Result<PeriodStatus>> {
  return stepped(db, 'submit', step, async (trx, { status, run }) => {
    const problems = [...inState(status, ['calculated'], 'submitted'), ...(await ready(trx, status, run))];
    return problems.length > 0 ? failed(problems) : ok({ act: 'submitted', state: 'inApproval' });
  });
}

/**
 * Approves what somebody else submitted. Fails where the one who submitted it asks, and where other results
 * have been published since.
 *
 * @example
 * await approvePeriod(db, { payGroup: 'monthly-USD', period: '2026-03', actor: 'cfo' });
 */
export async function approvePeriod(db: Database, step: PeriodStep): Promise<Result<PeriodStatus>> {
  return stepped(db, 'approve', step, async (_, known) => {
    const problems = [
      ...inState(known.status, ['inApproval'], 'approved'),
      ...standsAgainstApproval(known, step),
    ];
    return problems.length > 0 ? failed(problems) : ok({ act: 'approved', state: 'inApproval' });
  });
}

/**
 * Rejects what was submitted, with a reason: the period is open until it is calculated again.
 *
 * @example
 * await rejectPeriod(db, { payGroup: 'monthly-USD', period: '2026-03', actor: 'cfo', reason: 'D-7 is missing' });
 */
export async function rejectPeriod(db: Database, step: PeriodStep): Promise<Result<PeriodStatus>> {
  return stepped(db, 'reject', step, async (_, { status }) => {
    const problems = inState(status, ['inApproval'], 'rejected');
    if (step.reason === undefined || step.reason.trim() === '') {
      const hint = 'say what is to be put right';
      problems.push(problem('missing-value', 'a rejection needs a reason', { field: 'reason', hint }));
    }
    return problems.length > 0 ? failed(problems) : ok({ act: 'rejected', state: 'open' });
  });
}

/**
 * The step by which somebody submitted what is waiting now; `null` where nothing is waiting.
 *
 * @example
 * submissionOf(known.events)?.actor // 'ops'
 */
export function submissionOf(events: readonly PeriodEvent[]): PeriodEvent | null {
  return events.findLast(({ act }) => act === 'submitted') ?? null;
}

/**
 * What is wrong where a period is in none of the states that a step takes.
 *
 * @param done what the step does, such as `approved`
 * @example
 * inState(status, ['inApproval'], 'approved') // [] where it is submitted
 */
export function inState(
  { payGroup, period, state }: PeriodStatus,
  states: readonly PeriodState[],
  done: string,
): Problem[] {
  if (states.includes(state)) return [];
  const expected = `a period that is ${states.join(' or ')}`;
  const message = `a period that is ${state} cannot be ${done}`;
  const subject = `${payGroup} ${period.id}`;
  return [problem('period-state', message, { subject, found: state, expected, hint: NEXT[state] })];
}

const NEXT: Readonly<Record<PeriodState, string>> = {
  open: 'attain calculate through its end, then attain period submit',
  calculated: 'attain period submit asks for approval',
  inApproval: 'attain period approve or attain period reject decide, as somebody else than who submitted it',
  closed: 'what is closed stays as it is: what changes of it is posted by the next open period',
  paid: 'what is paid stays as it is: what changes of it is posted by the next open period',
};

/** Nobody approves their own, nor what they have not seen. */
function standsAgainstApproval(
  { status, events, run }: KnownPeriod,
  { actor }: PeriodStep,
): readonly Problem[] {
  const submission = submissionOf(events);
  if (status.state !== 'inApproval' || submission === null) return [];
  const subject = `${status.payGroup} ${status.period.id}`;
  const problems: Problem[] = [];
  if (submission.actor === actor) {
    const hint = 'ask somebody else to approve it, or say who you are with --as';
    problems.push(problem('own-work', `${actor} submitted it and may not approve it`, { subject, hint }));
  }
  return [...problems, ...changedSince(submission, status, run)];
}

/**
 * What is wrong where other results were published since a period was submitted.
 *
 * @example
 * changedSince(submission, status, run) // [] where the same run is published
 */
export function changedSince(
  submission: PeriodEvent,
  { payGroup, period }: PeriodStatus,
  run: Run | null,
): readonly Problem[] {
  if (run === null || submission.run === run.id) return [];
  return [
    problem('run-outdated', 'other results were published since it was submitted', {
      subject: `${payGroup} ${period.id}`,
      hint: 'attain period reject, then submit what is calculated now',
    }),
  ];
}

async function ready(trx: Transaction, status: PeriodStatus, run: Run | null): Promise<readonly Problem[]> {
  return run === null || status.closing !== null ? [] : notReady(trx, status, run);
}

/**
 * A step of a period as the chain records it: the reason is the period, and what was said besides.
 *
 * @example
 * commandOf('reject', step).reason // 'monthly-USD 2026-03: D-7 is missing'
 */
export function commandOf(
  name: 'submit' | 'approve' | 'reject' | 'close',
  { actor, payGroup, period, reason }: PeriodStep,
): ChangeDescription {
  const why = reason === undefined ? '' : `: ${reason}`;
  return { actor, command: `period ${name}`, reason: `${payGroup} ${period}${why}` };
}

type Decide = (trx: Transaction, known: KnownPeriod) => Promise<Result<Pick<PeriodEvent, 'act' | 'state'>>>;

/** Makes a step unless something stands against it; of two at once the later sees what the first did. */
async function stepped(
  db: Database,
  name: 'submit' | 'approve' | 'reject',
  step: PeriodStep,
  decide: Decide,
): Promise<Result<PeriodStatus>> {
  return withRecord<Result<PeriodStatus>>(db, commandOf(name, step), async (trx) => {
    await holdLock(trx, 'publish');
    const known = await knownPeriod(trx, step);
    if (!known.ok) return discard(known);
    const decided = await decide(trx, known.value);
    if (!decided.ok) return discard(decided);
    const { payGroup, period, actor, reason } = step;
    const run = known.value.run?.id;
    await addPeriodEvent(trx, {
      ...{ payGroup, period, actor, ...decided.value },
      ...(reason !== undefined && { reason }),
      ...(run !== undefined && { run }),
    });
    const after = await knownPeriod(trx, step);
    return after.ok ? ok(after.value.status) : after;
  });
}

/**
 * The period that a step is about. Fails where neither the published run nor a closing has it.
 *
 * @example
 * const known = await knownPeriod(trx, { payGroup: 'monthly-USD', period: '2026-03' });
 */
export async function knownPeriod(
  trx: Transaction,
  { payGroup, period }: Pick<PeriodStep, 'payGroup' | 'period'>,
): Promise<Result<KnownPeriod>> {
  const all = await readPeriods(trx);
  const found = all.find(({ status }) => status.payGroup === payGroup && status.period.id === period);
  if (found !== undefined) return ok(found);
  const known = all
    .filter(({ status }) => status.payGroup === payGroup)
    .map(({ status }) => status.period.id);
  const groups = [...new Set(all.map(({ status }) => status.payGroup))];
  const expected = known.length > 0 ? `one of ${known.join(', ')}` : `a pay group: ${groups.join(', ')}`;
  return failed([
    problem('not-found', `there is no pay period ${period} of ${payGroup}`, {
      expected,
      hint: 'attain period list shows all there are; attain calculate makes them',
    }),
  ]);
}
