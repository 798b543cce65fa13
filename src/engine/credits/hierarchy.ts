import { addDays, type CivilDate, later } from '../../calendar/civil-date.js';
import type { Membership } from '../../records/record-kinds.js';
import { TeamTree } from '../../records/team-tree.js';
import { compareText, type RecordIndex } from '../record-index.js';

/**
 * Who is in whose teams on which day.
 *
 * @example
 * new Hierarchy(index).isUnder('P-2', 'M-1', '2026-02-10');
 */
export class Hierarchy {
  /** Which team is part of which on which day. */
  readonly tree: TeamTree;

  constructor(readonly index: RecordIndex) {
    this.tree = new TeamTree({ team: [...index.teams.values()], teamParent: index.teamParents });
  }

  /** The teams a payee is counted in on a day, by id. */
  teamsOf(payee: string, date: CivilDate): readonly string[] {
    return this.#teams(payee, 'member', date);
  }

  /** The teams a payee manages on a day, by id. */
  managedBy(payee: string, date: CivilDate): readonly string[] {
    return this.#teams(payee, 'manager', date);
  }

  /** The last day up to a day on which a payee was in a team or managed one; `null` when there is none. */
  lastDayInTeam(payee: string, date: CivilDate): CivilDate | null {
    const days = (this.index.membershipsByPayee.get(payee) ?? [])
      .filter(({ from }) => from <= date)
      .map(({ to }) => (to === null || date < to ? date : addDays(to, -1)));
    return days.length === 0 ? null : days.reduce(later);
  }

  /** Whether a payee is a member of a team that the manager manages on that day, or of one that is below it then. */
  isUnder(payee: string, manager: string, date: CivilDate): boolean {
    const managed = this.managedBy(manager, date);
    if (managed.length === 0) return false;
    return this.teamsOf(payee, date).some((team) =>
      this.tree.above(team, date).some((each) => managed.includes(each)),
    );
  }

  /** Every payee who is at any time a member below a team that this payee at any time manages. */
  everUnder(manager: string): readonly string[] {
    const teams = (this.index.membershipsByPayee.get(manager) ?? []).filter(({ as }) => as === 'manager');
    const below = this.tree.everBelow(teams.map(({ team }) => team));
    const members = [...below].flatMap((team) => this.index.membershipsByTeam.get(team) ?? []);
    return [...new Set(members.filter(({ as }) => as === 'member').map(({ payee }) => payee))].sort(
      compareText,
    );
  }

  #teams(payee: string, as: Membership['as'], date: CivilDate): readonly string[] {
    return (this.index.membershipsByPayee.get(payee) ?? [])
      .filter((each) => each.as === as && isInForce(each, date))
      .map(({ team }) => team)
      .sort(compareText);
  }
}

/** Whether a dated record is in force on a day; an empty start or end is open. */
export function isInForce(
  range: { readonly from: CivilDate | null; readonly to: CivilDate | null },
  date: CivilDate,
): boolean {
  return (range.from === null || range.from <= date) && (range.to === null || date < range.to);
}
