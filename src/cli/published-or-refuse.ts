import type { Executor } from '../store/executor.js';
import { publishedRun, type Run } from '../store/runs.js';
import { UsageError } from './usage-error.js';

/**
 * The run whose results are shown. Throws a {@link UsageError} before the first.
 *
 * @example
 * const { through } = await publishedOrRefuse(db);
 */
export async function publishedOrRefuse(executor: Executor): Promise<Run> {
  const run = await publishedRun(executor);
  if (run !== null) return run;
  throw new UsageError('nothing is calculated yet', '`attain calculate --through 2026-03` does');
}
