import { type CivilDate, FIRST_DATE, LAST_DATE } from '../calendar/civil-date.js';
import { describeCondition } from '../conditions/describe-condition.js';
import type { Territory, TerritoryAssignment } from '../engine/territories/territory.js';
import type { Finding } from '../problems/finding.js';
import { problem } from '../problems/problem.js';

/**
 * Where the first territory that has somebody in a role gives it: assignments that no deal ever gets to, as territories
 * above them take the same deals, or every deal, and have a payee in the role on all of their days. Members of a team
 * may be there or not, so a team takes nothing for certain.
 *
 * @returns warnings, at paths in the file
 * @example
 * unreachableAssignments(list)[0]?.path // ['territories', 'emea', 'assigned', 0]
 */
export function unreachableAssignments(list: readonly Territory[]): readonly Finding[] {
  return list.flatMap(({ id, when, assigned }, place) => {
    const above = list.slice(0, place).filter((each) => takesAll(each, when));
    return assigned.flatMap((each, number): readonly Finding[] => {
      const takers = above.flatMap((territory) =>
        territory.assigned.filter(isSure(each.role)).map((taker) => ({ taker, from: territory.id })),
      );
      if (
        !isCovered(
          each,
          takers.map(({ taker }) => taker),
        )
      )
        return [];
      const names = [...new Set(takers.map(({ from }) => from))].join(' and ');
      const detail = {
        severity: 'warning',
        found: each.holder.id,
        expected: `somebody whom ${names} leaves something`,
        hint: 'with match: first the first territory that has somebody in a role gives it: move this one further up, or leave it out',
      } as const;
      const message = `no deal gets here: ${names}, further up, gives the ${each.role} of all of them`;
      return [
        {
          path: ['territories', id, 'assigned', number],
          problem: problem('unreachable-territory', message, detail),
        },
      ];
    });
  });
}

/** Whether a territory takes every deal that meets a condition: it has none, or the same. */
function takesAll({ when: own }: Territory, when: Territory['when']): boolean {
  if (own === null) return true;
  return when !== null && describeCondition(own.tree) === describeCondition(when.tree);
}

function isSure(role: string) {
  return (each: TerritoryAssignment): boolean => each.role === role && each.holder.kind === 'payee';
}

/** Whether others are assigned on every day of an assignment. */
function isCovered({ from, to }: TerritoryAssignment, others: readonly TerritoryAssignment[]): boolean {
  const end = to ?? LAST_DATE;
  let day: CivilDate = from ?? FIRST_DATE;
  while (day < end) {
    const until = others
      .filter((each) => (each.from ?? FIRST_DATE) <= day)
      .reduce((latest, each) => ((each.to ?? LAST_DATE) > latest ? (each.to ?? LAST_DATE) : latest), day);
    if (until === day) return false;
    day = until;
  }
  return true;
}
