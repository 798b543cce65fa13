import { groupedBy } from '../../ledger/grouped-by.js';

/** A team in its place below others. */
export type PlacedTeam<Team> = Team & { /** 0 at the top. */ readonly level: number };

/**
 * Teams, each below the team that it is part of, and otherwise in the order in which they come. A team whose parent is
 * not among them stands at the top.
 *
 * @example
 * inTreeOrder([{ id: 'dach', parent: 'emea' }, { id: 'emea', parent: null }]).map(({ id, level }) => [id, level])
 * // [['emea', 0], ['dach', 1]]
 */
export function inTreeOrder<Team extends { readonly id: string; readonly parent: string | null }>(
  teams: readonly Team[],
): readonly PlacedTeam<Team>[] {
  const known = new Set(teams.map(({ id }) => id));
  const children = groupedBy(teams, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const below = (parent: string | null, level: number): readonly PlacedTeam<Team>[] =>
    (children.get(parent) ?? []).flatMap((team) => [{ ...team, level }, ...below(team.id, level + 1)]);
  return below(null, 0);
}
