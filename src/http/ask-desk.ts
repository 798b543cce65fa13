import { problem } from '../problems/problem.js';
import type { Result } from '../problems/result.js';
import { type Desk, DeskRefusal } from '../runs/jobs/desk.js';
import { type ReportName, type ReportRequest, type ReportResult, takesLong } from '../runs/jobs/reports.js';
import type { StepName, StepRequest, StepResult } from '../runs/jobs/steps.js';
import type { Task, TaskResult } from '../runs/jobs/task.js';
import { TaskFault } from '../runs/jobs/task-worker.js';
import { refusalOf } from './fault.js';
import { Refusal } from './refusal.js';
import { refusedWith } from './refused-with.js';
import type { Services } from './services.js';

/**
 * Asks a desk to do a task. Throws a refusal where the answer takes too long, where too many wait for theirs, and
 * where the database cannot be reached or another program keeps it from being written to.
 *
 * @param what is done, for the refusal, such as `checking the rule files`
 * @param isLong whether it is such as takes long, beside which the desk answers others
 * @example
 * const report = await askDesk(ruleDesk, { kind: 'check', files }, 'checking the rule files');
 */
export async function askDesk<Kind extends Task['kind']>(
  desk: Desk<Kind>,
  task: Extract<Task, { kind: Kind }>,
  what: string,
  { isLong = false }: { readonly isLong?: boolean } = {},
): Promise<TaskResult<Kind>> {
  try {
    return await desk.ask<Kind>(task, { isLong });
  } catch (fault) {
    if (fault instanceof DeskRefusal) throw refusedByDesk(fault, what);
    if (fault instanceof TaskFault) throw refusalOf(fault) ?? fault;
    throw fault;
  }
}

/**
 * Takes a step with what is earned and paid. Throws a refusal with all that stands against it.
 *
 * @example
 * const { history } = await takeStep(services, 'decidePayout', { batch: 7, decision: 'approved', actor: 'bo' });
 */
export async function takeStep<Name extends StepName>(
  { stepDesk, database }: Pick<Services, 'stepDesk' | 'database'>,
  name: Name,
  request: StepRequest<Name>,
): Promise<ValueOf<StepResult<Name>>> {
  const task = { kind: 'step', database, name, request } as const;
  const answered = await askDesk<'step'>(stepDesk, task, 'the step');
  // The worker answers the step of a name with what that gives.
  const result = answered as Result<ValueOf<StepResult<Name>>>;
  if (result.ok) return result.value;
  throw refusedWith(result.problems);
}

/**
 * Has a report made, and gives it, mostly as text. Throws a refusal where it cannot be made, saying why.
 *
 * @example
 * const text = await makeReport(services, 'adjustments', { payGroup: 'monthly-USD', as: 'json' });
 */
export async function makeReport<Name extends ReportName>(
  { reportDesk, database }: Services,
  name: Name,
  request: ReportRequest<Name>,
): Promise<ValueOf<ReportResult<Name>>> {
  const task = { kind: 'report', database, name, request } as const;
  const answered = await askDesk<'report'>(reportDesk, task, 'the report', {
    isLong: takesLong(name, request),
  });
  // The worker answers the report of a name with what that gives.
  const result = answered as Result<ValueOf<ReportResult<Name>>>;
  if (result.ok) return result.value;
  throw refusedWith(result.problems);
}

type ValueOf<Outcome> = Outcome extends { readonly ok: true; readonly value: infer Value } ? Value : never;

function refusedByDesk({ reason, seconds }: DeskRefusal, what: string): Refusal {
  if (reason === 'too-many') {
    const found = problem('unavailable', 'too many such requests are being answered', {
      hint: 'ask again in 2 seconds',
    });
    return new Refusal(503, [found], { 'retry-after': '2' });
  }
  return new Refusal(422, [
    problem('out-of-range', `${what} takes longer than ${seconds} seconds`, {
      expected: `what is done within ${seconds} seconds`,
      hint: 'ask for less at once, or use the command line',
    }),
  ]);
}
