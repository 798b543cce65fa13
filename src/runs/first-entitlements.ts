import type { Entitlement } from '../ledger/entitlement.js';
import { goneOf, type RunClosings } from './closing/run-closings.js';
import type { PersonOnPlans } from './folding/people-on-plans.js';

/** How what everybody can earn by is numbered in a run. */
export interface FirstEntitlements {
  /** The number of the first of each payee. */
  readonly first: ReadonlyMap<string, number>;
  /** What a payee had earned by in closed periods and cannot any more; it is numbered after what there is. */
  readonly gone: ReadonlyMap<string, readonly Entitlement[]>;
  /** How many there are. */
  readonly count: number;
}

/**
 * Numbers what everybody can earn by, in the order of payees: what there is, then what only was.
 *
 * @example
 * firstEntitlements(people, closings).first.get('bo') // 2
 */
export function firstEntitlements(
  people: readonly PersonOnPlans[],
  closings: RunClosings,
): FirstEntitlements {
  const first = new Map<string, number>();
  const gone = new Map<string, readonly Entitlement[]>();
  let next = 0;
  for (const person of people) {
    const { payee, segments } = person;
    first.set(payee, next);
    const own = goneOf(person, closings, next);
    if (own.length > 0) gone.set(payee, own);
    for (const { plan } of segments) next += plan.components.length;
    next += own.length;
  }
  return { first, gone, count: next };
}
