import type { PayeeScope } from '../access/scope.js';
import { chosenRun, pageBounds, payeesWithin } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { Page, PayeeProblem, RunChoice } from './results.js';

/** Which problems {@link readProblems} reads; what is left out is not asked of them. */
export interface ProblemFilter extends RunChoice, Page {
  readonly payee?: string;
}

/**
 * What keeps results from being complete, in the order of the payees and, for each, as it was found.
 *
 * @example
 * await readProblems(db, scope, { payee: 'ada' });
 */
export async function readProblems(
  executor: Executor,
  scope: PayeeScope,
  filter: ProblemFilter = {},
): Promise<readonly PayeeProblem[]> {
  const payees = payeesWithin(scope, filter.payee);
  if (payees?.length === 0) return [];
  const { limit, offset } = pageBounds(filter);
  let query = executor.queries
    .selectFrom('problem')
    .select(['payee', 'document'])
    .where('run', '=', chosenRun(executor, filter))
    .orderBy('payee')
    .orderBy('ordinal')
    .limit(limit)
    .offset(offset);
  if (payees !== null) query = query.where('payee', 'in', payees);
  const rows = await query.execute();
  return rows.map((row) => ({ payee: row.payee, problem: JSON.parse(row.document) }));
}
