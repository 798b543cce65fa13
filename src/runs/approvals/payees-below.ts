import type { PayPeriod } from '../../calendar/pay-period.js';
import type { Membership, Team } from '../../records/record-kinds.js';

/** Who is in which team, and which team is below which. */
export interface TeamRecords {
  readonly team: readonly Team[];
  readonly membership: readonly Membership[];
}

/**
 * The payees in a team or below it on some day of a pay period.
 *
 * @example
 * payeesOfTeam(records, 'west', period) // Set { 'ada', 'bo', 'mia' }
 */
export function payeesOfTeam(records: TeamRecords, team: string, period: PayPeriod): ReadonlySet<string> {
  return payeesIn(records, [team], period);
}

/**
 * The payees in the teams that somebody manages, and below them, on some day of a pay period; without the manager.
 *
 * @example
 * payeesBelow(records, 'mia', period) // Set { 'ada', 'bo' }
 */
export function payeesBelow(records: TeamRecords, manager: string, period: PayPeriod): ReadonlySet<string> {
  const teams = records.membership
    .filter((each) => each.payee === manager && each.as === 'manager' && isIn(each, period))
    .map(({ team }) => team);
  const found = new Set(payeesIn(records, teams, period));
  found.delete(manager);
  return found;
}

function payeesIn(
  { team: teams, membership }: TeamRecords,
  roots: readonly string[],
  period: PayPeriod,
): ReadonlySet<string> {
  const all = new Set(roots);
  for (const root of all) {
    for (const { id, parent } of teams) if (parent === root) all.add(id);
  }
  return new Set(
    membership.filter((each) => all.has(each.team) && isIn(each, period)).map(({ payee }) => payee),
  );
}

function isIn({ from, to }: Membership, period: PayPeriod): boolean {
  return from < period.to && (to === null || to > period.from);
}
