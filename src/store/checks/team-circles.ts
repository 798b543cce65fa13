import { type CivilDate, FIRST_DATE } from '../../calendar/civil-date.js';
import type { TeamParent } from '../../records/record-kinds.js';
import { TeamTree } from '../../records/team-tree.js';
import type { Transaction } from '../executor.js';
import { RecordReader } from '../record-reader.js';

/** Teams that are part of each other. */
export interface TeamCircle {
  /** The ids on the way round from the smallest, which ends it too. */
  readonly teams: readonly string[];
  /** The first day on which they are; `null` where that is so from the start. */
  readonly day: CivilDate | null;
  /** The key of the record that begins or ends on that day and so closes the circle; `null` from the start. */
  readonly move: Pick<TeamParent, 'team' | 'from'> | null;
}

/**
 * The circles of teams that are part of each other on any day, each once: those from the start, by their first ids,
 * and then those of later days, day by day.
 *
 * @example
 * await teamCircles(trx) // [{ teams: ['emea', 'sales', 'emea'], day: null, move: null }]
 */
export async function teamCircles(trx: Transaction): Promise<readonly TeamCircle[]> {
  const reader = new RecordReader(trx, undefined);
  const [team, teamParent] = [await reader.all('team'), await reader.all('teamParent')];
  const tree = new TeamTree({ team, teamParent });
  const ids = team.map(({ id }) => id);
  const found = new Map<string, TeamCircle>();
  const find = (teams: Iterable<string>, day: CivilDate, place: Pick<TeamCircle, 'day' | 'move'>) => {
    for (const circle of circlesOn(day, teams, tree)) {
      const way = circle.join('\u0000');
      if (!found.has(way)) found.set(way, { teams: circle, ...place });
    }
  };
  find(ids, FIRST_DATE, { day: null, move: null });
  // What is no circle on the day before becomes one only through a team that moves on that day.
  for (const { day, move } of movesInOrder(teamParent)) find([move.team], day, { day, move });
  return [...found.values()];
}

/** The days on which each record begins to hold and holds no longer. */
function movesInOrder(
  teamParents: readonly TeamParent[],
): readonly { readonly day: CivilDate; readonly move: Pick<TeamParent, 'team' | 'from'> }[] {
  return teamParents
    .flatMap(({ team, from, to }) =>
      [from, ...(to === null ? [] : [to])].map((day) => ({ day, move: { team, from } })),
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The circles that one gets into on the way up from some teams on a day. */
function circlesOn(day: CivilDate, starts: Iterable<string>, tree: TeamTree): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const walked = new Set<string>();
  for (const start of starts) {
    const way: string[] = [];
    let team: string | null = start;
    while (team !== null && !walked.has(team)) {
      walked.add(team);
      way.push(team);
      team = tree.parentOn(team, day);
    }
    // Only a team of this very way closes a circle; one of an earlier way was seen to.
    const position = team === null ? -1 : way.indexOf(team);
    if (position !== -1) circles.push(fromSmallest(way.slice(position)));
  }
  return circles;
}

function fromSmallest(circle: readonly string[]): string[] {
  const smallest = circle.reduce((least, team) => (team < least ? team : least));
  const position = circle.indexOf(smallest);
  return [...circle.slice(position), ...circle.slice(0, position), smallest];
}
