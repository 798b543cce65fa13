import { problem } from '../problems/problem.js';
import type { Executor } from '../store/executor.js';
import { publishedRun, readRun } from '../store/runs.js';
import { Refusal } from './refusal.js';

/** Where a page of results begins, in which run, and how long it is. */
export interface ResultPlace {
  readonly run: number;
  readonly offset: number;
  readonly limit: number;
}

/**
 * The place that a query for a page of results asks for: without a cursor, the beginning of the results that
 * are shown, and `null` before there are any. Refuses a cursor into results that are not kept any more.
 *
 * @example
 * const place = await placeInResults(trx, { limit: 50, cursor: { run: 7, offset: 50 } });
 */
export async function placeInResults(
  executor: Executor,
  query: {
    readonly limit: number;
    readonly cursor?: { readonly run: number; readonly offset: number } | undefined;
  },
): Promise<ResultPlace | null> {
  const { limit, cursor } = query;
  if (cursor === undefined) {
    const shown = await publishedRun(executor);
    return shown === null ? null : { run: shown.id, offset: 0, limit };
  }
  const run = await readRun(executor, cursor.run);
  if (run?.status === 'published' || run?.status === 'superseded') return { ...cursor, limit };
  const hint = 'begin again without a cursor';
  throw new Refusal(410, [
    problem('not-found', 'the results that the cursor leads through are not kept any more', {
      field: 'cursor',
      hint,
    }),
  ]);
}
