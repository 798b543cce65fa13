import type { Membership } from '../records/record-kinds.js';
import { type TeamPlaces, teamTreeOf } from '../records/team-tree.js';

/**
 * The payees themselves, and everybody who ever belonged to a team that one of them ever managed or to a team
 * that was ever below it, in order: those whose deals may be rolled up to the payees. A circle of teams does no harm.
 *
 * @example
 * peopleWithin(['mia'], records) // ['ada', 'bo', 'mia'], where mia manages ada and bo
 */
export function peopleWithin(
  payees: readonly string[],
  records: TeamPlaces & { readonly membership: readonly Membership[] },
): readonly string[] {
  const { membership } = records;
  const wanted = new Set(payees);
  const managed = membership.filter((each) => each.as === 'manager' && wanted.has(each.payee));
  const below = teamTreeOf(records).everBelow(managed.map((each) => each.team));
  const people = membership.filter((each) => below.has(each.team)).map((each) => each.payee);
  return [...new Set([...payees, ...people])].sort();
}
