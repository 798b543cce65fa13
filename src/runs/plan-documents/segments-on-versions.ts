import { inScope, inScopeIn, type PayeeScope } from '../../access/scope.js';
import { type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import type { PlanVersion } from '../../engine/plan.js';
import { indexRecords } from '../../engine/record-index.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleOnPlans } from '../folding/people-on-plans.js';

/** A payee on a version of a plan for some days. */
export interface OnVersion {
  readonly payee: string;
  readonly name: string;
  readonly from: CivilDate;
  /** The first day after. */
  readonly to: CivilDate;
}

/**
 * Who is ever on each version of plans and on which days, by the hash of the version, in the order of the ids of payees
 * and of days: those whom the scope shows on any day of that.
 *
 * @example
 * (await segmentsOnVersions(db, scope, book.plans)).get(hash) // [{ payee: 'ada', from: '2026-01-01', … }]
 */
export async function segmentsOnVersions(
  executor: Executor,
  scope: PayeeScope,
  versions: readonly PlanVersion[],
): Promise<ReadonlyMap<string, readonly OnVersion[]>> {
  const { payee, ...records } = await readRecordSet(executor, { payees: [] });
  const shown = payee.filter(({ id }) => inScope(scope, id));
  const names = new Map(shown.map(({ id, name }) => [id, name]));
  const index = indexRecords({ ...records, payee: shown });
  const found = new Map<string, OnVersion[]>();
  for (const { payee: id, segments } of peopleOnPlans(versions, index, LAST_DATE)) {
    for (const { plan, from, to } of segments) {
      if (!inScopeIn(scope, id, { from, to })) continue;
      const known = found.get(plan.hash) ?? [];
      known.push({ payee: id, name: names.get(id) ?? id, from, to });
      found.set(plan.hash, known);
    }
  }
  return found;
}
