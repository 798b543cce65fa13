import { type Selectable, sql } from 'kysely';
import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type { CivilDate } from '../calendar/civil-date.js';
import type { Entitlement } from '../ledger/entitlement.js';
import type {
  Completeness,
  PostedPeriod,
  PostedStatement,
  StatementTotals,
} from '../ledger/posted-statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { chosenRun, pageBounds, payeesWithin, readChosenRun } from './chosen-run.js';
import { readEntitlements } from './entitlements.js';
import type { Executor, Transaction } from './executor.js';
import { linesInRange } from './lines.js';
import type { RunChoice, StatementSummary } from './results.js';
import type { Run } from './runs.js';
import { showsByDays } from './shown-periods.js';
import type { Tables } from './tables.js';

/** Which statements {@link listStatements} lists; what is left out is not asked of them. */
export interface StatementFilter extends RunChoice {
  readonly payee?: string;
  readonly period?: string;
  /** Only those of periods that end after this day. */
  readonly from?: CivilDate;
  /** Only those of periods that begin before this day. */
  readonly to?: CivilDate;
  readonly status?: Completeness;
  /** Only those that come later in the list than the one named. */
  readonly after?: StatementPlace;
  readonly limit?: number;
}

/** A statement with all that it is rendered from but the plans. */
export interface StoredStatement {
  readonly run: Run;
  readonly name: string;
  readonly inputsHash: string;
  /** Everything the payee can earn by in the run. */
  readonly entitlements: readonly Entitlement[];
  readonly posted: PostedStatement;
}

/** What tells statements of a run apart, and orders them: the id of a payee, that of a period, a currency. */
export interface StatementPlace {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
}

/** The columns that {@link statementTotals} reads. */
export const TOTAL_COLUMNS = [
  'statement.earned',
  'statement.held',
  'statement.payable',
  'statement.drawn',
  'statement.guaranteed',
  'statement.adjusted',
  'statement.recovered',
  'statement.carried_in',
  'statement.carried',
  'statement.paid',
] as const;

/**
 * The statements of a payee for a pay period, one for each currency, in the order of the currencies, with what
 * they are rendered from; none where there is none or the scope does not show it.
 *
 * @example
 * const [stored] = await readPostedStatements(db, scope, 'ada', '2026-01');
 */
export async function readPostedStatements(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
  period: string,
  choice: RunChoice = {},
): Promise<readonly StoredStatement[]> {
  if (payeesWithin(scope, payee)?.length === 0) return [];
  return executor.read(async (trx) => {
    const run = await readChosenRun(trx, choice);
    const found = run === null ? [] : await readOfRun(trx, run, payee, period);
    return found.filter(({ posted }) => inScopeIn(scope, payee, posted.period));
  });
}

/**
 * The query for what a run stores of a payee's statements of a period, one for each currency.
 *
 * @example
 * await statementRows(trx, run, { payee: 'ada', period: '2026-01' }).orderBy('statement.currency').execute();
 */
export function statementRows(
  trx: Transaction,
  run: Run,
  { payee, period }: Pick<StatementPlace, 'payee' | 'period'>,
) {
  return trx.queries
    .selectFrom('statement')
    .innerJoin('run_period', (join) =>
      join.onRef('run_period.run', '=', 'statement.run').onRef('run_period.number', '=', 'statement.period'),
    )
    .innerJoin('payee_result', (join) =>
      join
        .onRef('payee_result.run', '=', 'statement.run')
        .onRef('payee_result.payee', '=', 'statement.payee'),
    )
    .select([...TOTAL_COLUMNS, 'statement.currency', 'statement.status', 'statement.document'])
    .select(['run_period.number', 'run_period.frequency', 'run_period.from', 'run_period.to'])
    .select(['payee_result.name', 'payee_result.inputs_hash'])
    .where('statement.run', '=', BigInt(run.id))
    .where('statement.payee', '=', payee)
    .where('run_period.id', '=', period);
}

async function readOfRun(
  trx: Transaction,
  run: Run,
  payee: string,
  periodId: string,
): Promise<readonly StoredStatement[]> {
  const rows = await statementRows(trx, run, { payee, period: periodId })
    .orderBy('statement.currency')
    .execute();
  const [first] = rows;
  if (first === undefined) return [];
  const entitlements = await readEntitlements(trx, run.id, payee);
  const period: PostedPeriod = { id: periodId, from: first.from, to: first.to, frequency: first.frequency };
  const lines = await linesInRange(trx, run.id, entitlements, { period: Number(first.number) });
  const currencies = new Map(entitlements.map(({ number, currency }) => [number, currency]));
  return rows.map((row) => ({
    run,
    name: row.name,
    inputsHash: row.inputs_hash,
    entitlements,
    posted: {
      payee,
      period,
      currency: row.currency,
      status: row.status,
      totals: statementTotals(row),
      lines: lines
        .map(({ line }) => line)
        .filter(({ entitlement }) => currencies.get(entitlement) === row.currency),
      ...readStatementDocument(row.document),
    },
  }));
}

/**
 * Statements without what they say in full, in the order of payee, period and currency; those of periods in which the
 * scope shows the payee.
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
  // Rows that are not shown do not count towards the page.
  const { limit } = pageBounds(showsByDays(scope) ? {} : filter);
  let query = executor.queries
    .selectFrom('statement')
    .innerJoin('run_period', (join) =>
      join.onRef('run_period.run', '=', 'statement.run').onRef('run_period.number', '=', 'statement.period'),
    )
    .select([...TOTAL_COLUMNS, 'statement.payee', 'statement.currency', 'statement.status'])
    .select(['run_period.id', 'run_period.from', 'run_period.to'])
    .where('statement.run', '=', chosenRun(executor, filter))
    .orderBy('statement.payee')
    .orderBy('statement.period')
    .orderBy('statement.currency')
    .limit(limit);
  if (payees !== null) query = query.where('statement.payee', 'in', payees);
  if (filter.period !== undefined) query = query.where('run_period.id', '=', filter.period);
  if (filter.from !== undefined) query = query.where('run_period.to', '>', filter.from);
  if (filter.to !== undefined) query = query.where('run_period.from', '<', filter.to);
  if (filter.status !== undefined) query = query.where('statement.status', '=', filter.status);
  if (filter.after !== undefined) query = query.where(isAfter(executor, filter.after, filter));
  const shown = (await query.execute()).filter((row) => inScopeIn(scope, row.payee, row));
  return shown.slice(0, filter.limit).map((row) => ({
    payee: row.payee,
    period: row.id,
    currency: row.currency,
    from: row.from,
    to: row.to,
    status: row.status,
    totals: statementTotals(row),
  }));
}

function isAfter(executor: Executor, { payee, period, currency }: StatementPlace, choice: RunChoice) {
  const number = executor.queries
    .selectFrom('run_period as before')
    .select('before.number')
    .where('before.run', '=', chosenRun(executor, choice))
    .where('before.id', '=', period);
  const place = sql`(${sql.ref('statement.payee')}, ${sql.ref('statement.period')}, ${sql.ref('statement.currency')})`;
  return sql<boolean>`${place} > (${payee}, (${number}), ${currency})`;
}

/**
 * What a statement comes to, from a row of {@link TOTAL_COLUMNS}.
 *
 * @example
 * statementTotals(row).paid // 300_000n
 */
export function statementTotals(
  row: Pick<Selectable<Tables['statement']>, Exclude<keyof StatementTotals, 'carriedIn'> | 'carried_in'>,
): StatementTotals {
  const { earned, held, payable, drawn, guaranteed, adjusted, recovered, carried, paid } = row;
  return {
    earned,
    held,
    payable,
    drawn,
    guaranteed,
    adjusted,
    recovered,
    carriedIn: row.carried_in,
    carried,
    paid,
  };
}
