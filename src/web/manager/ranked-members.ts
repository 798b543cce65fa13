import { Decimal } from '../../money/decimal.js';
import type { TeamDocument } from '../../runs/team-document.js';

/** A member of a team in a measure. */
export type TeamMember = TeamDocument['members'][number];

/** A member with their place among all; who has come equally far has the same place. */
export type RankedMember = TeamMember & { readonly rank: number };

/**
 * Members by attainment, the furthest first, and those who are equally far in the order of their names.
 *
 * @example
 * rankedMembers(members).map(({ rank }) => rank) // [1, 2, 2, 4]
 */
export function rankedMembers(members: readonly TeamMember[]): readonly RankedMember[] {
  const sorted = members
    .map((member) => ({ member, attainment: new Decimal(member.attainment) }))
    .sort((a, b) => b.attainment.comparedTo(a.attainment) || (a.member.name < b.member.name ? -1 : 1));
  return sorted.map(({ member, attainment }) => ({
    ...member,
    rank: 1 + sorted.filter((each) => each.attainment.greaterThan(attainment)).length,
  }));
}
