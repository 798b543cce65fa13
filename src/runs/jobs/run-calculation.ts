import type { Problem } from '../../problems/problem.js';
import type { Database } from '../../store/executor.js';
import type { PayeeProblem } from '../../store/results.js';
import { calculateRun } from '../calculate-run.js';
import type { CalculateTask, JobResult, TaskContext } from './task.js';

/** So many problems are kept with a job; the statements tell all. */
const MOST_KEPT = 100;

/**
 * Calculates everybody, as a job. That the data of some payees has problems does not fail it; that there are no
 * sound rules does.
 *
 * @example
 * const { status, outcome } = await runCalculation(db, task, { onProgress, signal, settle });
 */
export async function runCalculation(
  db: Database,
  { through, full = false, actor }: CalculateTask,
  { onProgress, signal, settle }: TaskContext,
): Promise<JobResult> {
  const done = await calculateRun(db, {
    through,
    full,
    actor,
    signal,
    settle,
    onProgress: ({ payeesDone, payeesTotal }) =>
      onProgress({ done: payeesDone, total: payeesTotal, unit: 'payees' }),
  });
  if (!done.ok) {
    const { problems } = done;
    return { status: 'failed', outcome: { report: null, ...kept(problems) } };
  }
  const { problems, warnings, ...report } = done.value;
  return { status: 'done', outcome: { report, ...kept([...problems.map(ofPayee), ...warnings]) } };
}

function ofPayee({ payee, problem }: PayeeProblem): Problem {
  return { ...problem, subject: problem.subject ?? payee };
}

function kept(problems: readonly Problem[]) {
  return { problems: problems.slice(0, MOST_KEPT), problemCount: problems.length };
}
