import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { inScope, type PayeeScope } from '../access/scope.js';
import type { Payee } from '../records/record-kinds.js';
import type { Executor } from './executor.js';
import type { Tables } from './tables.js';

/** Which payees {@link listPayees} reads; what is left out is not asked of them. */
export interface PayeeFilter {
  /** Only those whose id comes after this one. */
  readonly after?: string | undefined;
  /** What the id or the name begins with, in capitals or not. */
  readonly begins?: string | undefined;
  /** The team that they are or were a member or manager of. */
  readonly team?: string | undefined;
  /** All unless given. */
  readonly limit?: number | undefined;
}

/**
 * The payees that the scope shows, in the order of their ids.
 *
 * @example
 * await listPayees(db, scope, { begins: 'a', limit: 50 });
 */
export async function listPayees(
  { queries }: Executor,
  scope: PayeeScope,
  { after, begins, team, limit }: PayeeFilter,
): Promise<readonly Payee[]> {
  let query = queries
    .selectFrom('payee')
    .select(['id', 'name', 'email', 'role', 'region', 'hire_date', 'leave_date', 'payout_currency'])
    .orderBy('id');
  if (limit !== undefined) query = query.limit(limit);
  if (!scope.all) query = query.where('id', 'in', ['', ...scope.payees]);
  if (after !== undefined) query = query.where('id', '>', after);
  if (begins !== undefined) query = query.where((where) => beginsWith(where, begins));
  if (team !== undefined) {
    const members = queries.selectFrom('membership').select('payee').where('team', '=', team);
    query = query.where('id', 'in', members);
  }
  return (await query.execute()).map(payeeOf);
}

/** So many are looked for at most, which one query has room for. */
const MOST_FOUND = 5_000;

/**
 * The ids of the payees whose id or name begins so, in order; the first thousands of them.
 *
 * @example
 * await payeesThatBegin(db, scope, 'ad') // ['ada']
 */
export async function payeesThatBegin(
  executor: Executor,
  scope: PayeeScope,
  begins: string,
): Promise<readonly string[]> {
  return (await listPayees(executor, scope, { begins, limit: MOST_FOUND })).map(({ id }) => id);
}

/**
 * The names of payees by their ids; who is not there, or whom the scope does not show, is not among them.
 *
 * @param payees so many as fit on a page
 * @example
 * (await payeeNames(db, scope, ['ada'])).get('ada') // 'Ada Byron'
 */
export async function payeeNames(
  { queries }: Executor,
  scope: PayeeScope,
  payees: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const shown = payees.filter((payee) => inScope(scope, payee));
  if (shown.length === 0) return new Map();
  const rows = await queries.selectFrom('payee').select(['id', 'name']).where('id', 'in', shown).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function beginsWith(where: ExpressionBuilder<Tables, 'payee'>, written: string) {
  const pattern = `${written.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: 'id' | 'name') =>
    sql<boolean>`lower(${where.ref(column)}) like lower(${pattern}) escape '\\'`;
  return where.or([like('id'), like('name')]);
}

function payeeOf(row: Omit<Selectable<Tables['payee']>, 'change'>): Payee {
  const { hire_date: hireDate, leave_date: leaveDate, payout_currency: payoutCurrency, ...rest } = row;
  return { ...rest, hireDate, leaveDate, payoutCurrency };
}
