import type { Transaction } from '../executor.js';

/**
 * The circles of teams that are part of each other, each as the ids on the way round from the smallest, which
 * ends it too; by their first ids.
 *
 * @example
 * await teamCircles(trx) // [['emea', 'sales', 'emea']]
 */
export async function teamCircles(trx: Transaction): Promise<readonly (readonly string[])[]> {
  const rows = await trx.connection.rows('select "id", "parent" from "team" order by "id"', []);
  const parents = new Map(rows.map(([id, parent]) => [String(id), parent === null ? null : String(parent)]));
  const circles: string[][] = [];
  const walked = new Set<string>();
  for (const start of parents.keys()) {
    const way: string[] = [];
    let team: string | null = start;
    while (team !== null && !walked.has(team)) {
      walked.add(team);
      way.push(team);
      team = parents.get(team) ?? null;
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
