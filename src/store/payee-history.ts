import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type {
  Completeness,
  PostedPeriod,
  StatementRemainder,
  StatementTotals,
} from '../ledger/posted-statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { chosenRun, payeesWithin } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { RunChoice } from './results.js';
import { statementTotals, TOTAL_COLUMNS } from './statements.js';

/** A statement without its lines. */
export interface StatementWithoutLines extends StatementRemainder {
  readonly period: PostedPeriod;
  readonly currency: string;
  readonly status: Completeness;
  readonly totals: StatementTotals;
}

/**
 * All statements of a payee without their lines, in the order in which their periods end, then of period ids and
 * currencies; only those of periods in which the scope shows the payee.
 *
 * @example
 * (await readPayeeHistory(db, scope, 'ada')).map(({ totals }) => totals.paid) // [300_000n, …]
 */
export async function readPayeeHistory(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
  choice: RunChoice = {},
): Promise<readonly StatementWithoutLines[]> {
  if (payeesWithin(scope, payee)?.length === 0) return [];
  const rows = await executor.queries
    .selectFrom('statement')
    .innerJoin('run_period', (join) =>
      join.onRef('run_period.run', '=', 'statement.run').onRef('run_period.number', '=', 'statement.period'),
    )
    .select([...TOTAL_COLUMNS, 'statement.currency', 'statement.status', 'statement.document'])
    .select(['run_period.id', 'run_period.from', 'run_period.to', 'run_period.frequency'])
    .where('statement.run', '=', chosenRun(executor, choice))
    .where('statement.payee', '=', payee)
    .orderBy('run_period.number')
    .orderBy('statement.currency')
    .execute();
  const shown = rows.filter((row) => inScopeIn(scope, payee, row));
  return shown.map((row) => ({
    period: { id: row.id, from: row.from, to: row.to, frequency: row.frequency },
    currency: row.currency,
    status: row.status,
    totals: statementTotals(row),
    ...readStatementDocument(row.document),
  }));
}
