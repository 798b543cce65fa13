import type { PayeeScope } from '../access/scope.js';
import { addDays } from '../calendar/civil-date.js';
import { renderStatement } from '../ledger/render-statement.js';
import type { Statement } from '../ledger/statement.js';
import type { Executor } from '../store/executor.js';
import type { RunChoice } from '../store/results.js';
import { readPostedStatements, type StoredStatement } from '../store/statements.js';
import { type RulesOfRun, rulesOfRun } from './rules-of-run.js';

/**
 * The statements of a payee for a pay period, one for each currency, in the order of the currencies; none
 * where there is none or the scope does not show it.
 *
 * @example
 * const [statement] = await readStatements(db, scope, 'ada', '2026-01');
 */
export async function readStatements(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
  period: string,
  choice: RunChoice = {},
): Promise<readonly Statement[]> {
  return executor.read(async (trx) => {
    const stored = await readPostedStatements(trx, scope, payee, period, choice);
    const [first] = stored;
    if (first === undefined) return [];
    const rules = await rulesOfRun(trx, first.run);
    return stored.map((each) => rendered(each, rules));
  });
}

function rendered(
  { run, name, inputsHash, entitlements, posted }: StoredStatement,
  { planOf }: RulesOfRun,
): Statement {
  const { change, rulesHash, engineVersion } = run;
  return renderStatement(posted, {
    name,
    through: addDays(run.through, 1),
    entitlements,
    planOf,
    madeFrom: { change, rulesHash, inputsHash, engineVersion },
  });
}
