import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { PayeeScope } from '../access/scope.js';
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
  readonly limit: number;
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
    .select(['id', 'name', 'email', 'role', 'region', 'hire_date', 'leave_date'])
    .orderBy('id')
    .limit(limit);
  if (!scope.all) query = query.where('id', 'in', ['', ...scope.payees]);
  if (after !== undefined) query = query.where('id', '>', after);
  if (begins !== undefined) query = query.where((where) => beginsWith(where, begins));
  if (team !== undefined) {
    const members = queries.selectFrom('membership').select('payee').where('team', '=', team);
    query = query.where('id', 'in', members);
  }
  return (await query.execute()).map(payeeOf);
}

function beginsWith(where: ExpressionBuilder<Tables, 'payee'>, written: string) {
  const pattern = `${written.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: 'id' | 'name') =>
    sql<boolean>`lower(${where.ref(column)}) like lower(${pattern}) escape '\\'`;
  return where.or([like('id'), like('name')]);
}

function payeeOf(row: Omit<Selectable<Tables['payee']>, 'change'>): Payee {
  const { hire_date: hireDate, leave_date: leaveDate, ...rest } = row;
  return { ...rest, hireDate, leaveDate };
}
