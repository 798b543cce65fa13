import type { Insertable, Selectable } from 'kysely';
import type { Entitlement } from '../ledger/entitlement.js';
import type { Executor } from './executor.js';
import type { Tables } from './tables.js';

/**
 * What a payee can earn by in a run, in the order of the numbers.
 *
 * @example
 * await readEntitlements(trx, 7, 'ada'); // [{ number: 0, component: 'new-business', … }]
 */
export async function readEntitlements(
  executor: Executor,
  run: number,
  payee: string,
): Promise<readonly Entitlement[]> {
  const rows = await executor.queries
    .selectFrom('entitlement')
    .selectAll()
    .where('run', '=', BigInt(run))
    // Asked for the rows at once, SQLite goes through those of all payees, as they are in the order of numbers.
    .where('number', 'in', ({ selectFrom }) =>
      selectFrom('entitlement').select('number').where('run', '=', BigInt(run)).where('payee', '=', payee),
    )
    .orderBy('number')
    .execute();
  return rows.map(entitlementOf);
}

/** An entitlement of a run as a row. */
export function entitlementRow(run: bigint, entitlement: Entitlement): Insertable<Tables['entitlement']> {
  return {
    run,
    number: BigInt(entitlement.number),
    payee: entitlement.payee,
    assignment: entitlement.assignment,
    segment_from: entitlement.segmentFrom,
    segment_to: entitlement.segmentTo,
    component: entitlement.component,
    measure: entitlement.measure,
    basis: entitlement.basis,
    unit: entitlement.unit,
    currency: entitlement.currency,
    frequency: entitlement.frequency,
    plan: entitlement.plan,
    title: entitlement.title,
    plan_hash: entitlement.planHash,
    released: entitlement.released ? 1n : 0n,
  };
}

/**
 * The entitlement that a row is, of a run or of what was closed.
 *
 * @example
 * rows.map(entitlementOf)
 */
export function entitlementOf(row: Omit<Selectable<Tables['entitlement']>, 'run'>): Entitlement {
  return {
    number: Number(row.number),
    payee: row.payee,
    assignment: row.assignment,
    segmentFrom: row.segment_from,
    segmentTo: row.segment_to,
    component: row.component,
    measure: row.measure,
    basis: row.basis,
    unit: row.unit,
    currency: row.currency,
    frequency: row.frequency,
    plan: row.plan,
    title: row.title,
    planHash: row.plan_hash,
    released: row.released === 1n,
  };
}
