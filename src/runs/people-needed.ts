import { positionsReadBy } from '../engine/component-positions.js';
import { peerQuestionOf } from '../engine/mechanisms/registry.js';
import type { Component, Plan, PlanVersion } from '../engine/plan.js';
import type { Assignment, Membership } from '../records/record-kinds.js';
import { type TeamPlaces, teamTreeOf } from '../records/team-tree.js';

/** The kinds of records that tell whose deals a payee's result depends on. */
export interface Organization extends TeamPlaces {
  readonly membership: readonly Membership[];
  readonly assignment: readonly Assignment[];
}

/**
 * Whose deals the results of a payee depend on, besides roll-ups' own: where a plan of the payee reads a
 * team's attainment or looks at a team, everybody who is ever counted in a team of the payee's or ever below it;
 * everybody below a team that the payee manages; where it looks at all who are on the plan, these; where a fund
 * is a share of what everybody is credited, everybody on a plan; and the payee.
 *
 * @example
 * peopleNeeded('mia', records, book.plans) // ['ada', 'bo', 'mia']
 */
export function peopleNeeded(
  payee: string,
  organization: Organization,
  versions: readonly PlanVersion[],
): readonly string[] {
  const { assignment, membership } = organization;
  const plans = new Set(assignment.filter((each) => each.payee === payee).map(({ plan }) => plan));
  const own = versions.map(({ plan }) => plan).filter(({ id }) => plans.has(id));
  const readTeam = own.some(({ components }) => components.some(readsTeam));
  const roots = membership.filter((each) => each.payee === payee && (each.as === 'manager' || readTeam));
  const teams = teamTreeOf(organization).everBelow(roots.map(({ team }) => team));
  const people = membership.filter(({ team }) => teams.has(team)).map((each) => each.payee);
  return [...new Set([payee, ...people, ...peopleOnPlans(own, assignment)])].sort();
}

/**
 * Whether a component pays by the attainment of a team, or by what the members of one are credited.
 *
 * @example
 * plan.components.some(readsTeam)
 */
export function readsTeam(component: Component): boolean {
  const byPosition = positionsReadBy(component).some(({ position }) => position.of !== 'self');
  return byPosition || peerQuestionOf(component.mechanism)?.among === 'team';
}

/** Whoever is looked at together with a payee on these plans, without regard to teams. */
function peopleOnPlans(plans: readonly Plan[], assignments: readonly Assignment[]): readonly string[] {
  const all = plans.some(readsEverybody);
  const among = new Set(plans.filter(readsPlan).map(({ id }) => id));
  return assignments.filter(({ plan }) => all || among.has(plan)).map(({ payee }) => payee);
}

/**
 * Whether a plan looks at all who are on it.
 *
 * @example
 * book.plans.some(({ plan }) => readsPlan(plan))
 */
export function readsPlan({ components }: Plan): boolean {
  return components.some(({ mechanism }) => peerQuestionOf(mechanism)?.among === 'plan');
}

/**
 * Whether a plan pays by what everybody is credited, on whatever plan.
 *
 * @example
 * book.plans.some(({ plan }) => readsEverybody(plan))
 */
export function readsEverybody({ components }: Plan): boolean {
  return components.some(({ mechanism }) => peerQuestionOf(mechanism)?.fund?.of === 'everybody');
}
