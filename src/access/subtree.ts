import { type ClosedRange, type DateRange, intersect, rangesOverlap } from '../calendar/date-range.js';
import { groupedBy } from '../ledger/grouped-by.js';
import type { Membership, Team } from '../records/record-kinds.js';

/** Who is in which team, and which team is below which. */
export interface TeamRecords {
  readonly team: readonly Pick<Team, 'id' | 'parent'>[];
  readonly membership: readonly Membership[];
}

/** The days on which something holds, by the id of a payee or team. */
export type Spans = ReadonlyMap<string, readonly DateRange[]>;

/**
 * On which days somebody manages which teams, or teams above them.
 *
 * @example
 * teamsManagedBy(records, 'mia').get('west') // [{ from: '2026-01-01' }]
 */
export function teamsManagedBy({ team, membership }: TeamRecords, manager: string): Spans {
  const found = new Map<string, DateRange[]>();
  for (const each of membership) {
    if (each.payee !== manager || each.as !== 'manager') continue;
    for (const below of withTeamsBelow(team, [each.team])) add(found, below, daysOf(each));
  }
  return found;
}

/**
 * On which days somebody manages which payees: those in the teams below, as members or as managers of these, and the
 * members of the managed teams themselves. Nobody is below themselves, nor below who manages the same team.
 *
 * @example
 * payeesManagedBy(records, 'mia').get('ada') // [{ from: '2026-01-01', to: '2026-03-01' }]
 */
export function payeesManagedBy(records: TeamRecords, manager: string): Spans {
  const { team, membership } = records;
  const found = new Map<string, DateRange[]>();
  for (const managing of membership) {
    if (managing.payee !== manager || managing.as !== 'manager') continue;
    const teams = withTeamsBelow(team, [managing.team]);
    for (const each of membership) {
      if (!teams.has(each.team) || each.payee === manager) continue;
      if (each.team === managing.team && each.as === 'manager') continue;
      const shared = intersect(daysOf(managing), daysOf(each));
      if (shared !== undefined) add(found, each.payee, shared);
    }
  }
  return found;
}

/**
 * The payees who are below a manager on some day of a pay period.
 *
 * @example
 * payeesBelow(records, 'mia', period) // Set { 'ada', 'bo' }
 */
export function payeesBelow(records: TeamRecords, manager: string, period: ClosedRange): ReadonlySet<string> {
  const found = [...payeesManagedBy(records, manager)];
  const within = found.filter(([, spans]) => spans.some((span) => rangesOverlap(span, period)));
  return new Set(within.map(([payee]) => payee));
}

/**
 * The payees in a team or below it on some day of a pay period.
 *
 * @example
 * payeesOfTeam(records, 'west', period) // Set { 'ada', 'bo', 'mia' }
 */
export function payeesOfTeam(
  { team: teams, membership }: TeamRecords,
  team: string,
  period: ClosedRange,
): ReadonlySet<string> {
  const all = withTeamsBelow(teams, [team]);
  const within = membership.filter((each) => all.has(each.team) && rangesOverlap(daysOf(each), period));
  return new Set(within.map(({ payee }) => payee));
}

/**
 * Teams with all teams below them, by their ids.
 *
 * @example
 * withTeamsBelow(teams, ['emea']) // Set { 'emea', 'dach' }
 */
export function withTeamsBelow(teams: TeamRecords['team'], roots: readonly string[]): ReadonlySet<string> {
  const children = groupedBy(teams, ({ parent }) => parent);
  const all = new Set(roots);
  for (const each of all) for (const { id } of children.get(each) ?? []) all.add(id);
  return all;
}

/**
 * The days of a membership; one that ends before it begins has none.
 *
 * @example
 * daysOf({ from: '2026-01-01', to: null }) // { from: '2026-01-01' }
 */
export function daysOf({ from, to }: Pick<Membership, 'from' | 'to'>): DateRange {
  return to === null ? { from } : { from, to };
}

function add(found: Map<string, DateRange[]>, id: string, span: DateRange): void {
  const known = found.get(id);
  if (known === undefined) found.set(id, [span]);
  else known.push(span);
}
