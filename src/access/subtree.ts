import { type ClosedRange, type DateRange, intersect, rangesOverlap } from '../calendar/date-range.js';
import type { Membership } from '../records/record-kinds.js';
import { type TeamPlaces, teamTreeOf } from '../records/team-tree.js';

/** Who is in which team, and which team is below which, on which days. */
export interface TeamRecords extends TeamPlaces {
  readonly membership: readonly Membership[];
}

/** The days on which something holds, by the id of a payee or team. */
export type Spans = ReadonlyMap<string, readonly DateRange[]>;

/**
 * On which days somebody manages which teams, or teams that they are below then.
 *
 * @example
 * teamsManagedBy(records, 'mia').get('west') // [{ from: '2026-01-01' }]
 */
export function teamsManagedBy(records: TeamRecords, manager: string): Spans {
  const tree = teamTreeOf(records);
  const found = new Map<string, DateRange[]>();
  for (const each of records.membership) {
    if (each.payee !== manager || each.as !== 'manager') continue;
    for (const [below, days] of tree.below(each.team)) addShared(found, below, days, daysOf(each));
  }
  return found;
}

/**
 * On which days somebody manages which payees: those in the teams below on these days, as members or as managers of these, and the
 * members of the managed teams themselves. Nobody is below themselves, nor below who manages the same team.
 *
 * @example
 * payeesManagedBy(records, 'mia').get('ada') // [{ from: '2026-01-01', to: '2026-03-01' }]
 */
export function payeesManagedBy(records: TeamRecords, manager: string): Spans {
  const { membership } = records;
  const tree = teamTreeOf(records);
  const found = new Map<string, DateRange[]>();
  for (const managing of membership) {
    if (managing.payee !== manager || managing.as !== 'manager') continue;
    const teams = tree.below(managing.team);
    for (const each of membership) {
      const days = teams.get(each.team);
      if (days === undefined || each.payee === manager) continue;
      if (each.team === managing.team && each.as === 'manager') continue;
      const shared = intersect(daysOf(managing), daysOf(each));
      if (shared !== undefined) addShared(found, each.payee, days, shared);
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
 * The payees in a team, or in one that is below it then, on some day of a pay period.
 *
 * @example
 * payeesOfTeam(records, 'west', period) // Set { 'ada', 'bo', 'mia' }
 */
export function payeesOfTeam(records: TeamRecords, team: string, period: ClosedRange): ReadonlySet<string> {
  const all = teamTreeOf(records).below(team);
  const within = records.membership.filter((each) => {
    const inTeam = intersect(period, daysOf(each));
    return inTeam !== undefined && all.get(each.team)?.some((days) => rangesOverlap(days, inTeam));
  });
  return new Set(within.map(({ payee }) => payee));
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

/** Adds the days of some ranges that lie in a span. */
function addShared(
  found: Map<string, DateRange[]>,
  id: string,
  ranges: readonly DateRange[],
  span: DateRange,
): void {
  const shared = ranges.flatMap((range) => intersect(range, span) ?? []);
  if (shared.length > 0) found.set(id, [...(found.get(id) ?? []), ...shared]);
}
