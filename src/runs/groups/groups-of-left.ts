import { splitCounts } from '../../store/columns/splits-by-payee.js';
import type { Database } from '../../store/executor.js';
import { peopleWithin } from '../../store/roll-up-people.js';
import type { PersonOnPlans } from '../folding/people-on-plans.js';
import type { RunInputs } from '../run-inputs.js';
import { groupPeople } from './group-people.js';

/** Who is to be calculated, and how much may be in memory at a time. */
export interface PeopleToGroup {
  readonly inputs: Pick<RunInputs, 'rules' | 'organization'>;
  readonly left: readonly PersonOnPlans[];
  readonly splitsAtATime: number;
}

/**
 * The groups in which people are calculated; `null` where all fit into one. Territories give deals to people whom no
 * split names, so that all deals are looked at at once.
 *
 * @example
 * await groupsOfLeft(db, { inputs, left, splitsAtATime: 60_000 }) // [['ada', 'bo'], ['mia']]
 */
export async function groupsOfLeft(
  db: Database,
  { inputs: { rules, organization }, left, splitsAtATime }: PeopleToGroup,
): Promise<readonly (readonly string[])[] | null> {
  if (rules.book.territories !== null || left.length < 2) return null;
  const counts = await db.read(splitCounts);
  const { membership } = organization;
  const managers = new Set(membership.filter((each) => each.as === 'manager').map(({ payee }) => payee));
  const splitsFor = (payee: string): number => {
    const people = managers.has(payee) ? peopleWithin([payee], organization) : [payee];
    return people.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);
  };
  const payees = left.map(({ payee }) => payee);
  const groups = groupPeople(payees, splitsFor, splitsAtATime);
  return groups.length < 2 ? null : groups;
}
