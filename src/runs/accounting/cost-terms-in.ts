import { contains } from '../../calendar/date-range.js';
import type { CostTerms } from '../../engine/contract-cost.js';
import type { Plan } from '../../engine/plan.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import type { RuleBook } from '../../rules/rule-book.js';

/**
 * Finds what accounting makes of an entitlement's earnings: by the version of the plan that earned it, or, where
 * that was corrected since, by the one that is in force instead.
 *
 * @example
 * costTermsIn(book)(entitlement) // { incremental: true, benefit: { of: 'term' }, … }
 */
export function costTermsIn({ plans }: RuleBook): (entitlement: Entitlement) => CostTerms | null {
  const byHash = new Map(plans.map(({ plan }) => [plan.hash, plan]));
  const inForceFor = ({ plan: id, segmentFrom }: Entitlement): Plan | undefined =>
    plans.find(({ plan, inForce }) => plan.id === id && inForce.some((range) => contains(range, segmentFrom)))
      ?.plan;
  return (entitlement) => {
    const plan = byHash.get(entitlement.planHash) ?? inForceFor(entitlement);
    return plan?.components.find(({ id }) => id === entitlement.component)?.cost ?? null;
  };
}
