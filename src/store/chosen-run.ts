import type { PayeeScope } from '../access/scope.js';
import type { Executor } from './executor.js';
import type { Page, RunChoice } from './results.js';
import { publishedRun, type Run, readRun } from './runs.js';

/**
 * The run that results are read of, as a part of a query: the one named, or the one that is published when
 * the query runs.
 *
 * @example
 * executor.queries.selectFrom('line').selectAll().where('run', '=', chosenRun(executor, {}))
 */
export function chosenRun(executor: Executor, { run }: RunChoice) {
  return run === undefined ? executor.queries.selectFrom('published').select('run') : BigInt(run);
}

/**
 * The run that results are read of: the one named, or the one that is published; `null` where there is none.
 *
 * @example
 * const run = await readChosenRun(trx, {});
 */
export async function readChosenRun(executor: Executor, { run }: RunChoice): Promise<Run | null> {
  return run === undefined ? publishedRun(executor) : readRun(executor, run);
}

/**
 * The payees that a scope and an optional filter leave, or `null` for no bound.
 *
 * @example
 * payeesWithin(payeesAlone('ada'), 'bo') // []
 */
export function payeesWithin(scope: PayeeScope, payee?: string): readonly string[] | null {
  if (payee !== undefined) return scope.all || scope.payees.has(payee) ? [payee] : [];
  return scope.all ? null : [...scope.payees];
}

/**
 * Limit and offset of a page as the database takes them.
 *
 * @example
 * pageBounds({ limit: 20 }) // { limit: 20n, offset: 0n }
 */
export function pageBounds({ limit, offset = 0 }: Page): { readonly limit: bigint; readonly offset: bigint } {
  return { limit: limit === undefined ? ALL_ROWS : BigInt(limit), offset: BigInt(offset) };
}

/** More rows than any table has; the one way of saying "no limit" that every database understands. */
const ALL_ROWS = 9_223_372_036_854_775_807n;
