import type { Membership, Team } from '../records/record-kinds.js';

/**
 * The payees themselves, and everybody who ever belonged to a team that one of them ever managed or to a team
 * below it, in order: those whose deals may be rolled up to the payees. A circle of teams does no harm.
 *
 * @example
 * peopleWithin(['mia'], teams, memberships) // ['ada', 'bo', 'mia'], where mia manages ada and bo
 */
export function peopleWithin(
  payees: readonly string[],
  teams: readonly Team[],
  memberships: readonly Membership[],
): readonly string[] {
  const wanted = new Set(payees);
  const managed = memberships.filter((each) => each.as === 'manager' && wanted.has(each.payee));
  const subtree = teamsBelow(
    managed.map((each) => each.team),
    teams,
  );
  const people = memberships.filter((each) => subtree.has(each.team)).map((each) => each.payee);
  return [...new Set([...payees, ...people])].sort();
}

function teamsBelow(roots: readonly string[], teams: readonly Team[]): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const { id, parent } of teams) {
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  const reached = new Set(roots);
  // A set hands out what is added while it is gone through, each team once.
  for (const team of reached) {
    for (const child of children.get(team) ?? []) reached.add(child);
  }
  return reached;
}
