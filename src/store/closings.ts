import type { Selectable } from 'kysely';
import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type { ClosedStatement, Closing } from '../ledger/closed-statement.js';
import type { Entitlement } from '../ledger/entitlement.js';
import { payeesWithin } from './chosen-run.js';
import { readClosedBatch } from './closed-statements.js';
import { entitlementOf } from './entitlements.js';
import type { Executor } from './executor.js';
import type { Tables } from './tables.js';

/** Which closings are asked for; what is left out is not asked of them. */
export interface ClosingFilter {
  readonly payGroup?: string;
  /** The id of a pay period. */
  readonly period?: string;
  readonly closing?: number;
  /** Only closings whose number is lower. */
  readonly before?: number;
}

/** Which statements {@link closedStatements} tells; what is left out is not asked of them. */
export interface ClosedStatementFilter extends ClosingFilter {
  readonly payee?: string;
  /** The ids of payees; everybody when left out. */
  readonly payees?: readonly string[];
}

/**
 * What was closed, in the order in which it was.
 *
 * @example
 * (await readClosings(db, { payGroup: 'monthly-USD' })).at(-1)?.period.id // '2026-03'
 */
export async function readClosings(
  executor: Executor,
  filter: ClosingFilter = {},
): Promise<readonly Closing[]> {
  let query = executor.queries.selectFrom('closing').selectAll().orderBy('number');
  if (filter.payGroup !== undefined) query = query.where('pay_group', '=', filter.payGroup);
  if (filter.period !== undefined) query = query.where('period', '=', filter.period);
  if (filter.closing !== undefined) query = query.where('number', '=', BigInt(filter.closing));
  if (filter.before !== undefined) query = query.where('number', '<', BigInt(filter.before));
  return (await query.execute()).map(closingOf);
}

/** Few enough that their lines are in memory together. */
const STATEMENTS_AT_A_TIME = 200;

/**
 * Statements that were closed within a scope, with all that they say, in the order of closings and payees. Only some of them
 * are in memory at a time.
 *
 * @example
 * for await (const statement of closedStatements(db, EVERY_PAYEE, { period: '2026-03' })) statement.totals.paid
 */
export async function* closedStatements(
  executor: Executor,
  scope: PayeeScope,
  filter: ClosedStatementFilter = {},
): AsyncGenerator<ClosedStatement> {
  if (payeesWithin(scope, filter.payee)?.length === 0) return;
  const chosen = filter.payees === undefined ? null : new Set(filter.payees);
  for (const closing of await readClosings(executor, filter)) {
    const payees = (await payeesOf(executor, closing.number, filter)).filter(
      (payee) => chosen?.has(payee) !== false && inScopeIn(scope, payee, closing.period),
    );
    for (let from = 0; from < payees.length; from += STATEMENTS_AT_A_TIME) {
      const some = payees.slice(from, from + STATEMENTS_AT_A_TIME);
      yield* await executor.read((trx) => readClosedBatch(trx, closing, some));
    }
  }
}

/**
 * What closed statements were earned by, with whose it is, in the order of closings, payees and their numbers.
 *
 * @param last the number of the last closing that counts
 * @example
 * (await closedEntitlements(db, 3))[0]?.component // 'new-business'
 */
export async function closedEntitlements(executor: Executor, last: number): Promise<readonly Entitlement[]> {
  const rows = await executor.queries
    .selectFrom('closed_entitlement')
    .selectAll()
    .where('closing', '<=', BigInt(last))
    .orderBy('closing')
    .orderBy('payee')
    .orderBy('number')
    .execute();
  return rows.map(entitlementOf);
}

/**
 * Of each payee the pay groups in which a statement is closed, by their ids.
 *
 * @param last the number of the last closing that counts
 * @example
 * (await closedPayees(db, 3)).get('ada') // Set { 'monthly-USD' }
 */
export async function closedPayees(
  executor: Executor,
  last: number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await executor.queries
    .selectFrom('closed_statement')
    .innerJoin('closing', 'closing.number', 'closed_statement.closing')
    .select(['closed_statement.payee', 'closing.pay_group'])
    .distinct()
    .where('closed_statement.closing', '<=', BigInt(last))
    .execute();
  const groups = new Map<string, Set<string>>();
  for (const { payee, pay_group: group } of rows)
    groups.set(payee, (groups.get(payee) ?? new Set()).add(group));
  return groups;
}

/** What the statements of a closing come to; money in minor units. */
export interface ClosingTotals {
  readonly closing: number;
  readonly statements: number;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly paid: bigint;
}

/**
 * What each closing comes to, in the order of their numbers.
 *
 * @example
 * (await readClosingTotals(db))[0]?.paid // 1_200_000n
 */
export async function readClosingTotals(executor: Executor): Promise<readonly ClosingTotals[]> {
  const rows = await executor.queries
    .selectFrom('closed_statement')
    .select(({ fn }) => [
      'closing',
      fn.countAll<bigint>().as('statements'),
      fn.sum<bigint>('earned').as('earned'),
      fn.sum<bigint>('payable').as('payable'),
      fn.sum<bigint>('paid').as('paid'),
    ])
    .groupBy('closing')
    .orderBy('closing')
    .execute();
  return rows.map(({ closing, statements, ...sums }) => {
    return { closing: Number(closing), statements: Number(statements), ...sums };
  });
}

async function payeesOf(
  executor: Executor,
  closing: number,
  { payee, payees }: ClosedStatementFilter,
): Promise<readonly string[]> {
  let query = executor.queries
    .selectFrom('closed_statement')
    .select('payee')
    .where('closing', '=', BigInt(closing))
    .orderBy('payee');
  if (payee !== undefined) query = query.where('payee', '=', payee);
  if (payees !== undefined && payees.length <= STATEMENTS_AT_A_TIME)
    query = query.where('payee', 'in', payees);
  return payees?.length === 0 ? [] : (await query.execute()).map((row) => row.payee);
}

function closingOf(row: Selectable<Tables['closing']>): Closing {
  return {
    number: Number(row.number),
    payGroup: row.pay_group,
    frequency: row.frequency,
    currency: row.currency,
    period: { id: row.period, from: row.from, to: row.to },
    run: Number(row.run),
    change: Number(row.change),
    through: row.through,
    rulesHash: row.rules_hash,
    inputsHash: row.inputs_hash,
    engineVersion: row.engine_version,
    statementsHash: row.statements_hash,
    actor: row.actor,
    closedAt: row.closed_at,
  };
}
