import { problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Executor } from '../store/executor.js';
import { publishedRun, type Run } from '../store/runs.js';

/**
 * The run whose results are shown. Fails before the first.
 *
 * @example
 * const run = await requireRun(db);
 */
export async function requireRun(executor: Executor): Promise<Result<Run>> {
  const run = await publishedRun(executor);
  if (run !== null) return ok(run);
  const hint = 'attain calculate --through <period>';
  return failed([problem('not-found', 'nothing is calculated yet', { hint })]);
}
