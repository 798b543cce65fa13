import { inScope, inScopeIn, type PayeeScope } from '../../access/scope.js';
import { LAST_DATE } from '../../calendar/civil-date.js';
import { indexRecords } from '../../engine/record-index.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleOnPlans } from '../folding/people-on-plans.js';
import { readStoredRules } from '../stored-rules.js';

/**
 * Who is ever on each published version of a plan, by its hash, in the order of ids: those whom the scope shows on any
 * day of that.
 *
 * @example
 * (await payeesOnVersions(db, scope)).get(hash) // ['ada', 'bo']
 */
export async function payeesOnVersions(
  executor: Executor,
  scope: PayeeScope,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) return new Map();
  const { payee, ...records } = await readRecordSet(executor, { payees: [] });
  const index = indexRecords({ ...records, payee: payee.filter(({ id }) => inScope(scope, id)) });
  const found = new Map<string, Set<string>>();
  for (const { payee: id, segments } of peopleOnPlans(rules.value.book.plans, index, LAST_DATE)) {
    for (const { plan, from, to } of segments) {
      if (!inScopeIn(scope, id, { from, to })) continue;
      found.set(plan.hash, (found.get(plan.hash) ?? new Set()).add(id));
    }
  }
  return new Map([...found].map(([hash, payees]) => [hash, [...payees]]));
}
