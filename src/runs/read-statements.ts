import { EVERY_PAYEE, type PayeeScope } from '../access/scope.js';
import { addDays } from '../calendar/civil-date.js';
import type { ClosedStatement } from '../ledger/closed-statement.js';
import { renderStatement } from '../ledger/render-statement.js';
import type { Statement } from '../ledger/statement.js';
import { closedStatements } from '../store/closings.js';
import type { Executor, Transaction } from '../store/executor.js';
import type { RunChoice } from '../store/results.js';
import { readPostedStatements, type StoredStatement } from '../store/statements.js';
import { type RulesOfRun, rulesOfRun } from './rules-of-run.js';

/**
 * The statements of a payee for a pay period, one for each currency, in the order of the currencies; none
 * where there is none or the scope does not show it. What is closed is told as it was when it was closed.
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
    // The scope has its say here: what is closed is only read of whom it shows.
    const stored = await readPostedStatements(trx, scope, payee, period, choice);
    const [first] = stored;
    if (first === undefined) return [];
    const frozen = new Map(
      (await closedOf(trx, payee, period)).map((each) => [each.closing.currency, frozenStatement(each)]),
    );
    const rules = await rulesOfRun(trx, first.run);
    return stored.map((each) => frozen.get(each.posted.currency) ?? rendered(each, rules));
  });
}

/** What is closed of a payee for a pay period, one statement for each currency. */
async function closedOf(
  trx: Transaction,
  payee: string,
  period: string,
): Promise<readonly ClosedStatement[]> {
  const found: ClosedStatement[] = [];
  for await (const each of closedStatements(trx, EVERY_PAYEE, { payee, period })) found.push(each);
  return found;
}

/** As it was when it was closed, and by whom. */
function frozenStatement({ statement, closing, hash }: ClosedStatement): Statement {
  return { ...statement, closed: { closing: closing.number, at: closing.closedAt, by: closing.actor, hash } };
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
