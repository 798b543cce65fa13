import type { Selectable } from 'kysely';
import type { PayeeScope } from '../access/scope.js';
import { chosenRun, pageBounds, payeesWithin } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { Completeness, Page, RunChoice, StatementSummary, StoredStatement } from './results.js';
import type { Tables } from './tables.js';

/** Which statements {@link listStatements} lists; what is left out is not asked of them. */
export interface StatementFilter extends RunChoice, Page {
  readonly payee?: string;
  readonly period?: string;
  readonly status?: Completeness;
}

const SUMMARY_COLUMNS = [
  'payee',
  'period',
  'currency',
  'from',
  'to',
  'status',
  'earned',
  'held',
  'payable',
  'drawn',
  'guaranteed',
  'adjusted',
  'recovered',
  'carried_in',
  'carried',
  'paid',
] as const;

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
): Promise<readonly StoredStatement[]> {
  if (payeesWithin(scope, payee)?.length === 0) return [];
  const rows = await executor.queries
    .selectFrom('statement')
    .select([...SUMMARY_COLUMNS, 'document'])
    .where('run', '=', chosenRun(executor, choice))
    .where('payee', '=', payee)
    .where('period', '=', period)
    .orderBy('currency')
    .execute();
  return rows.map((row) => ({ ...summaryOf(row), document: row.document }));
}

/**
 * Statements without what they say in full, in the order of payee, period and currency.
 *
 * @example
 * await listStatements(db, scope, { period: '2026-01', limit: 50 });
 */
export async function listStatements(
  executor: Executor,
  scope: PayeeScope,
  filter: StatementFilter = {},
): Promise<readonly StatementSummary[]> {
  const payees = payeesWithin(scope, filter.payee);
  if (payees?.length === 0) return [];
  const { limit, offset } = pageBounds(filter);
  let query = executor.queries
    .selectFrom('statement')
    .select(SUMMARY_COLUMNS)
    .where('run', '=', chosenRun(executor, filter))
    .orderBy('payee')
    .orderBy('period')
    .orderBy('currency')
    .limit(limit)
    .offset(offset);
  if (payees !== null) query = query.where('payee', 'in', payees);
  if (filter.period !== undefined) query = query.where('period', '=', filter.period);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  return (await query.execute()).map(summaryOf);
}

function summaryOf(
  row: Pick<Selectable<Tables['statement']>, (typeof SUMMARY_COLUMNS)[number]>,
): StatementSummary {
  const { payee, period, currency, from, to, status, carried_in: carriedIn, ...totals } = row;
  const { earned, held, payable, drawn, guaranteed, adjusted, recovered, carried, paid } = totals;
  return {
    payee,
    period,
    currency,
    from,
    to,
    status,
    totals: { earned, held, payable, drawn, guaranteed, adjusted, recovered, carriedIn, carried, paid },
  };
}
