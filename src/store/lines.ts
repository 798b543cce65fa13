import type { Selectable } from 'kysely';
import type { PayeeScope } from '../access/scope.js';
import { chosenRun, pageBounds, payeesWithin } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { Page, ResultLine, RunChoice } from './results.js';
import type { Tables } from './tables.js';

/** Which lines {@link readLines} reads; what is left out is not asked of them. */
export interface LineFilter extends RunChoice, Page {
  readonly payee?: string;
  /** The pay period they are posted in. */
  readonly period?: string;
  readonly component?: string;
  readonly deal?: string;
}

/**
 * Lines in the order payee, window start, component, assignment, sequence.
 *
 * @example
 * await readLines(db, scope, { payee: 'ada', period: '2026-01' });
 */
export async function readLines(
  executor: Executor,
  scope: PayeeScope,
  filter: LineFilter = {},
): Promise<readonly ResultLine[]> {
  const payees = payeesWithin(scope, filter.payee);
  if (payees?.length === 0) return [];
  const { limit, offset } = pageBounds(filter);
  let query = executor.queries
    .selectFrom('line')
    .selectAll()
    .where('run', '=', chosenRun(executor, filter))
    .orderBy('payee')
    .orderBy('window_start')
    .orderBy('component')
    .orderBy('assignment')
    .orderBy('sequence')
    .limit(limit)
    .offset(offset);
  if (payees !== null) query = query.where('payee', 'in', payees);
  if (filter.period !== undefined) query = query.where('period', '=', filter.period);
  if (filter.component !== undefined) query = query.where('component', '=', filter.component);
  if (filter.deal !== undefined) query = query.where('deal', '=', filter.deal);
  return (await query.execute()).map(lineOf);
}

/**
 * The line with an id; `null` where there is none or the scope does not show it.
 *
 * @example
 * const line = await findLine(db, scope, lineId);
 */
export async function findLine(
  executor: Executor,
  scope: PayeeScope,
  lineId: string,
  choice: RunChoice = {},
): Promise<ResultLine | null> {
  const row = await executor.queries
    .selectFrom('line')
    .selectAll()
    .where('run', '=', chosenRun(executor, choice))
    .where('id', '=', lineId)
    .executeTakeFirst();
  if (row === undefined || payeesWithin(scope, row.payee)?.length === 0) return null;
  return lineOf(row);
}

function lineOf(row: Selectable<Tables['line']>): ResultLine {
  return {
    id: row.id,
    payee: row.payee,
    assignment: row.assignment,
    component: row.component,
    windowStart: row.window_start,
    sequence: Number(row.sequence),
    kind: row.kind,
    eventKey: row.event_key,
    deal: row.deal,
    date: row.date,
    period: row.period,
    amount: row.amount,
    currency: row.currency,
    plan: row.plan,
    planHash: row.plan_hash,
    document: row.document,
  };
}
