import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type { StatementAccount } from '../ledger/accounting/statement-cost.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { chosenRun, payeesWithin } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { RunChoice } from './results.js';
import { statementTotals, TOTAL_COLUMNS } from './statements.js';

/** A statement as accounting reads it, but for the plans it is of. */
export type StoredStatementAccount = Omit<StatementAccount, 'plans'>;

/**
 * What accounting reads of every statement, in the order of payee, period and currency.
 *
 * @example
 * (await readStatementAccounts(db, EVERY_PAYEE))[0]?.totals.paid // 175_000n
 */
export async function readStatementAccounts(
  executor: Executor,
  scope: PayeeScope,
  choice: RunChoice = {},
): Promise<readonly StoredStatementAccount[]> {
  const payees = payeesWithin(scope);
  if (payees?.length === 0) return [];
  let query = executor.queries
    .selectFrom('statement')
    .innerJoin('run_period', (join) =>
      join.onRef('run_period.run', '=', 'statement.run').onRef('run_period.number', '=', 'statement.period'),
    )
    .select([...TOTAL_COLUMNS, 'statement.payee', 'statement.currency', 'statement.document'])
    .select(['run_period.id', 'run_period.from', 'run_period.to', 'run_period.frequency'])
    .where('statement.run', '=', chosenRun(executor, choice))
    .orderBy('statement.payee')
    .orderBy('statement.period')
    .orderBy('statement.currency');
  if (payees !== null) query = query.where('statement.payee', 'in', payees);
  const shown = (await query.execute()).filter((row) => inScopeIn(scope, row.payee, row));
  return shown.map((row) => ({
    payee: row.payee,
    period: { id: row.id, from: row.from, to: row.to, frequency: row.frequency },
    currency: row.currency,
    totals: statementTotals(row),
    owed: readStatementDocument(row.document).owed,
  }));
}
