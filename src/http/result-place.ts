import { problem } from '../problems/problem.js';
import type { Executor } from '../store/executor.js';
import { publishedRun, readRun } from '../store/runs.js';
import { Refusal } from './refusal.js';

/**
 * The run that a page of results is of: that of the page before, so that all pages are of one calculation;
 * without a cursor the one whose results are shown, and `null` before there is one. Refuses a cursor into
 * results that are not kept any more.
 *
 * @example
 * const run = await runOfPage(trx, { run: 7 });
 */
export async function runOfPage(
  executor: Executor,
  cursor: { readonly run: number } | undefined,
): Promise<number | null> {
  if (cursor === undefined) return (await publishedRun(executor))?.id ?? null;
  const run = await readRun(executor, cursor.run);
  if (run?.status === 'published' || run?.status === 'superseded') return run.id;
  const hint = 'begin again without a cursor';
  throw new Refusal(410, [
    problem('cursor-expired', 'the results that the cursor leads through are not kept any more', {
      field: 'cursor',
      hint,
    }),
  ]);
}
