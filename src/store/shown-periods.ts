import { inScope, inScopeIn, type PayeeScope } from '../access/scope.js';
import type { ClosedRange } from '../calendar/date-range.js';
import type { Executor } from './executor.js';

/** Whether a scope shows what a payee has in the pay period of an id. */
export type ShownInPeriod = (payee: string, period: string) => boolean;

/**
 * Tells whether a scope shows what is known by the id of a pay period alone. The days of a period are those that the
 * published run or a closing has it with; what is of a period that neither has is shown to those who see the payee at
 * any time.
 *
 * @example
 * const shown = await shownInPeriods(trx, scope);
 * rows.filter(({ payee, period }) => shown(payee, period));
 */
export async function shownInPeriods(executor: Executor, scope: PayeeScope): Promise<ShownInPeriod> {
  if (scope.all || scope.spans.size === 0) return (payee) => inScope(scope, payee);
  const days = await readPeriodDays(executor);
  return (payee, period) => {
    const range = days.get(period);
    if (range !== undefined) return inScopeIn(scope, payee, range);
    return inScope(scope, payee) && !scope.spans.has(payee);
  };
}

async function readPeriodDays({ queries }: Executor): Promise<ReadonlyMap<string, ClosedRange>> {
  const closed = await queries.selectFrom('closing').select(['period as id', 'from', 'to']).execute();
  const calculated = await queries
    .selectFrom('run_period')
    .innerJoin('published', 'published.run', 'run_period.run')
    .select(['run_period.id', 'run_period.from', 'run_period.to'])
    .execute();
  return new Map([...closed, ...calculated].map(({ id, from, to }) => [id, { from, to }]));
}

/**
 * Whether a scope shows a payee on some days alone, so that a reader has to look at every row before it counts them.
 *
 * @example
 * const { limit } = pageBounds(showsByDays(scope) ? {} : filter);
 */
export function showsByDays(scope: PayeeScope): boolean {
  return !scope.all && scope.spans.size > 0;
}
