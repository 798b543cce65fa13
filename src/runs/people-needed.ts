import { foreignPositionOf } from '../engine/mechanisms/registry.js';
import type { PlanVersion } from '../engine/plan.js';
import type { Assignment, Membership, Team } from '../records/record-kinds.js';

/** The kinds of records that tell whose deals a payee's result depends on. */
export interface Organization {
  readonly team: readonly Team[];
  readonly membership: readonly Membership[];
  readonly assignment: readonly Assignment[];
}

/**
 * Whose deals the results of a payee depend on, besides roll-ups' own: where a plan of the payee reads a
 * team's attainment, everybody who is ever counted in a team of the payee's or below it; everybody below a
 * team that the payee manages; and the payee.
 *
 * @example
 * peopleNeeded('mia', records, book.plans) // ['ada', 'bo', 'mia']
 */
export function peopleNeeded(
  payee: string,
  organization: Organization,
  versions: readonly PlanVersion[],
): readonly string[] {
  const own = organization.membership.filter((each) => each.payee === payee);
  const roots = own.filter(({ as }) => as === 'manager' || readsTeam(payee, organization, versions));
  const teams = subtrees(new Set(roots.map(({ team }) => team)), organization.team);
  const people = organization.membership.filter(({ team }) => teams.has(team)).map((each) => each.payee);
  return [...new Set([payee, ...people])].sort();
}

function readsTeam(payee: string, { assignment }: Organization, versions: readonly PlanVersion[]): boolean {
  const plans = new Set(assignment.filter((each) => each.payee === payee).map(({ plan }) => plan));
  return versions
    .filter(({ plan }) => plans.has(plan.id))
    .flatMap(({ plan }) => plan.components)
    .some(({ mechanism }) => (foreignPositionOf(mechanism)?.of ?? 'self') !== 'self');
}

function subtrees(roots: ReadonlySet<string>, teams: readonly Team[]): ReadonlySet<string> {
  const reached = new Set(roots);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { id, parent } of teams) if (parent !== null && reached.has(parent)) reached.add(id);
  }
  return reached;
}
