import type { PayeeScope } from '../../access/scope.js';
import { problem } from '../../problems/problem.js';
import { failed, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import { type AccountingFigures, type AccountingQuestion, readAccounting } from './read-accounting.js';

/** Of whom and what accounting is asked. */
export interface FiguresQuestion {
  readonly scope: PayeeScope;
  readonly plan?: string | undefined;
  readonly region?: string | undefined;
  readonly paidAfter?: number | undefined;
}

/**
 * Makes something of the figures of accounting. Fails before the first run.
 *
 * @param withCosts whether costs of contracts are read, too
 *
 * @example
 * await withFigures(db, { scope }, false, (figures) => ok(figures.accruals.length));
 */
export async function withFigures<Value>(
  executor: Executor,
  {
    scope,
    plan,
    region,
    paidAfter,
    takeContract,
  }: FiguresQuestion & Pick<AccountingQuestion, 'takeContract'>,
  withCosts: boolean,
  work: (figures: AccountingFigures) => Result<Value> | Promise<Result<Value>>,
): Promise<Result<Value>> {
  const figures = await readAccounting(executor, scope, {
    withCosts,
    ...(plan !== undefined && { plan }),
    ...(region !== undefined && { region }),
    ...(paidAfter !== undefined && { paidAfter }),
    ...(takeContract !== undefined && { takeContract }),
  });
  if (figures !== null) return work(figures);
  const hint = 'attain calculate --through <period>';
  return failed([problem('not-found', 'nothing is calculated yet', { hint })]);
}
