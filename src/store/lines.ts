import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type { Entitlement } from '../ledger/entitlement.js';
import type { PostedLine, PostedPeriod } from '../ledger/posted-statement.js';
import { pageBounds, payeesWithin, readChosenRun } from './chosen-run.js';
import { readEntitlements } from './entitlements.js';
import type { Executor, SqlValue, Transaction } from './executor.js';
import { LINE_COLUMNS, lineOfRow } from './line-row.js';
import type { RunChoice, StoredLine } from './results.js';
import { showsByDays } from './shown-periods.js';

/** Which lines of a payee {@link readLines} reads; what is left out is not asked of them. */
export interface LineFilter extends RunChoice {
  readonly payee: string;
  /** The id of the pay period they are posted in. */
  readonly period?: string;
  readonly deal?: string;
  readonly component?: string;
  /** Only those of the period whose number is greater. */
  readonly after?: number;
  readonly limit?: number;
}

/**
 * The lines of a payee, in the order of periods and of their numbers in them; those of periods in which the scope
 * shows the payee.
 *
 * @example
 * await readLines(db, scope, { payee: 'ada', period: '2026-01' });
 */
export async function readLines(
  executor: Executor,
  scope: PayeeScope,
  filter: LineFilter,
): Promise<readonly StoredLine[]> {
  if (payeesWithin(scope, filter.payee)?.length === 0) return [];
  return executor.read(async (trx) => {
    const run = await readChosenRun(trx, filter);
    if (run === null) return [];
    const periods = await readPeriods(trx, run.id);
    const number = [...periods].find(([, { id }]) => id === filter.period)?.[0];
    if (filter.period !== undefined && number === undefined) return [];
    const { limit, component, ...range } = filter;
    const all = await readEntitlements(trx, run.id, filter.payee);
    const entitlements = all.filter((each) => component === undefined || each.component === component);
    const byNumber = new Map(entitlements.map((each) => [each.number, each]));
    const bound = limit === undefined || showsByDays(scope) ? {} : { limit };
    const lines = await linesInRange(trx, run.id, entitlements, { ...range, ...bound, period: number });
    const found = lines.flatMap(({ line, period: place }) => {
      const [period, entitlement] = [periods.get(place), byNumber.get(line.entitlement)];
      return period === undefined || entitlement === undefined ? [] : [{ period, entitlement, line }];
    });
    return found.filter(({ period }) => inScopeIn(scope, filter.payee, period)).slice(0, limit);
  });
}

/** Which lines of a payee are asked for; the period is that of its number in the run. */
interface LineRange {
  readonly period?: number | undefined;
  readonly deal?: string;
  readonly after?: number;
  readonly limit?: number;
  /** So many are left out at the beginning. */
  readonly offset?: number;
}

/**
 * The lines of a payee, each with the number of its period, in the order of these and of their own. The
 * entitlements of a payee lie side by side, and so do their lines: it is one range of the key. Of some of them, as
 * those in one currency, only the lines of these are read.
 *
 * @example
 * await linesInRange(trx, 7, await readEntitlements(trx, 7, 'ada'), { period: 2 });
 */
export async function linesInRange(
  trx: Transaction,
  run: number,
  entitlements: readonly Entitlement[],
  { period, deal, after, limit, offset }: LineRange,
): Promise<readonly { readonly line: PostedLine; readonly period: number }[]> {
  const [first, last] = [entitlements.at(0), entitlements.at(-1)];
  if (first === undefined || last === undefined) return [];
  const byNumber = new Map(entitlements.map((each) => [BigInt(each.number), each]));
  const numbers = [...byNumber.keys()];
  const isRange = last.number - first.number + 1 === numbers.length;
  const asked: readonly (readonly [condition: string, ...values: SqlValue[]])[] = [
    ['run = ?', BigInt(run)],
    isRange
      ? ['entitlement >= ? and entitlement <= ?', BigInt(first.number), BigInt(last.number)]
      : [`entitlement in (${numbers.map(() => '?').join(', ')})`, ...numbers],
    ...(period === undefined ? [] : [['period = ?', BigInt(period)] as const]),
    ...(deal === undefined ? [] : [['deal = ?', deal] as const]),
    ...(after === undefined ? [] : [['number > ?', BigInt(after)] as const]),
  ];
  const bounds = pageBounds({
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
  });
  const rows = await trx.connection.rows(
    `select ${LINE_COLUMNS.map((column) => `"${column}"`).join(', ')} from line
      where ${asked.map(([condition]) => condition).join(' and ')}
      order by period, number limit ? offset ?`,
    [...asked.flatMap(([, ...values]) => values), bounds.limit, bounds.offset],
  );
  return rows.flatMap((row) => {
    const entitlement = byNumber.get(row[1] as bigint);
    if (entitlement === undefined) return [];
    return [{ line: lineOfRow(row, entitlement), period: Number(row[3]) }];
  });
}

/** The pay periods of a run by their numbers. */
async function readPeriods(trx: Transaction, run: number): Promise<ReadonlyMap<number, PostedPeriod>> {
  const rows = await trx.queries
    .selectFrom('run_period')
    .select(['number', 'id', 'frequency', 'from', 'to'])
    .where('run', '=', BigInt(run))
    .execute();
  return new Map(rows.map(({ number, ...period }) => [Number(number), period]));
}
