import { EVERY_PAYEE } from '../../access/scope.js';
import { type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import { payableUntil } from '../../engine/credits/segment.js';
import { payableEnd } from '../../engine/payables/forfeiture.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import { getRecord } from '../../store/record-history.js';
import type { Reconciliation } from './reconciliation.js';

/**
 * Tells the first day on which nothing of what a payee earned became payable any more, as it was known when a
 * statement was posted: what a plan pays only who is employed may have been closed before it was known who leaves.
 *
 * @example
 * const payableTo = await payableEnds(reconciliation, results);
 * payableTo(statement, entitlement) // '2026-03-16'
 */
export async function payableEnds(
  reconciliation: Reconciliation,
  { payee, entitlements, statements }: PayeeResults,
): Promise<(statement: PostedStatement, entitlement: Entitlement) => CivilDate> {
  const { executor, company, planOf } = reconciliation;
  const isForEver = entitlements.every(({ planHash }) => planOf(planHash).mustBeEmployed === null);
  if (isForEver) return () => LAST_DATE;
  const leaveDates = new Map<number, CivilDate | null>();
  for (const asOfChange of new Set(statements.map((each) => reconciliation.changeOf(each)))) {
    const person = await getRecord(executor, EVERY_PAYEE, 'payee', { id: payee }, { asOfChange });
    leaveDates.set(asOfChange, person?.leaveDate ?? null);
  }
  return (statement, { planHash, segmentFrom }) => {
    const plan = planOf(planHash);
    const leaveDate = leaveDates.get(reconciliation.changeOf(statement)) ?? null;
    const payableTo = payableUntil(plan, { from: segmentFrom }, { leaveDate });
    return payableEnd({ payableTo, plan }, company);
  };
}
