import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EVERY_PAYEE } from '../../access/scope.js';
import type { Database } from '../../store/executor.js';
import { comparePlan, type PlanComparison } from '../plan-comparison/compare-plan.js';
import { ComparisonRows } from '../plan-comparison/comparison-report.js';
import type { CompareTask, JobResult, TaskContext } from './task.js';

/** So many payees are kept with a job, those with the greatest differences; its rows tell all. */
const MOST_KEPT = 1_000;

/** What is kept of a comparison with its job. */
export interface KeptComparison {
  readonly comparison: PlanComparison;
  /** How many payees were compared, of whom the comparison may name the first alone. */
  readonly payeeCount: number;
}

/**
 * Compares two versions of a plan, as a job: its sums are its report, its rows stand in a file.
 *
 * @example
 * const { status, outcome } = await runComparison(db, task, { onProgress, signal });
 */
export async function runComparison(
  db: Database,
  { question, rowsFile }: CompareTask,
  { onProgress, signal }: Pick<TaskContext, 'onProgress' | 'signal'>,
): Promise<JobResult> {
  await mkdir(dirname(rowsFile), { recursive: true });
  const file = openSync(rowsFile, 'w');
  let isKept = false;
  try {
    const rows = new ComparisonRows((text) => writeSync(file, text));
    const compared = await comparePlan(db, { ...question, scope: EVERY_PAYEE }, (row) => rows.add(row), {
      onProgress: (payees) => onProgress({ ...payees, unit: 'payees' }),
      signal,
    });
    if (!compared.ok) {
      const { problems } = compared;
      return { status: 'failed', outcome: { report: null, problems, problemCount: problems.length } };
    }
    rows.end();
    isKept = true;
    const { payees, ...sums } = compared.value;
    const comparison = { ...sums, payees: payees.slice(0, MOST_KEPT) };
    const kept: KeptComparison = { comparison, payeeCount: payees.length };
    return { status: 'done', outcome: { report: { ...kept }, problems: [], problemCount: 0 } };
  } finally {
    closeSync(file);
    if (!isKept) rmSync(rowsFile, { force: true });
  }
}
