import type { PayeeScope } from '../access/scope.js';
import { payeesWithin } from './chosen-run.js';
import type { Executor, Transaction } from './executor.js';

/** That a payee accepted a version of a plan. */
export interface PlanAcceptance {
  readonly plan: string;
  readonly hash: string;
  readonly payee: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * Keeps that a payee accepted a version of a plan, within a change. Throws where the payee has accepted it before.
 *
 * @example
 * await writeAcceptance(trx, change, { plan: 'ae', hash, payee: 'ada' });
 */
export async function writeAcceptance(
  trx: Transaction,
  change: number,
  { plan, hash, payee }: Omit<PlanAcceptance, 'at'>,
): Promise<void> {
  await trx.queries
    .insertInto('plan_acceptance')
    .values({ plan_hash: hash, payee, plan, at: new Date().toISOString(), change: BigInt(change) })
    .execute();
}

/**
 * Who has accepted versions of plans within a scope, in the order of plans, hashes and payees.
 *
 * @example
 * await readAcceptances(db, EVERY_PAYEE, { plan: 'ae' });
 */
export async function readAcceptances(
  { queries }: Executor,
  scope: PayeeScope,
  filter: { readonly plan?: string; readonly hash?: string; readonly payee?: string } = {},
): Promise<readonly PlanAcceptance[]> {
  const within = payeesWithin(scope, filter.payee);
  let query = queries
    .selectFrom('plan_acceptance')
    .select(['plan', 'plan_hash as hash', 'payee', 'at'])
    .orderBy('plan')
    .orderBy('plan_hash')
    .orderBy('payee');
  if (within !== null) query = query.where('payee', 'in', ['', ...within]);
  if (filter.plan !== undefined) query = query.where('plan', '=', filter.plan);
  if (filter.hash !== undefined) query = query.where('plan_hash', '=', filter.hash);
  return query.execute();
}
