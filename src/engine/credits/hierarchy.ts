import { addDays, type CivilDate, later } from '../../calendar/civil-date.js';
import type { Membership } from '../../records/record-kinds.js';
import { compareText, type RecordIndex } from '../record-index.js';

/**
 * Who is in whose teams on which day.
 *
 * @example
 * new Hierarchy(index).isUnder('P-2', 'M-1', '2026-02-10');
 */
export class Hierarchy {
  readonly #children = new Map<string, string[]>();

  constructor(readonly index: RecordIndex) {
    for (const { id, parent } of index.teams.values()) {
      if (parent !== null) this.#children.set(parent, [...(this.#children.get(parent) ?? []), id]);
    }
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

  /** Whether a payee is a member of a team, or of one below it, that the manager manages on that day. */
  isUnder(payee: string, manager: string, date: CivilDate): boolean {
    const managed = this.managedBy(manager, date);
    if (managed.length === 0) return false;
    return this.teamsOf(payee, date).some((team) => this.#above(team).some((each) => managed.includes(each)));
  }

  /** A team and every team below it, in order of id. */
  subtree(team: string): readonly string[] {
    const found = new Set<string>();
    const visit = (each: string): void => {
      if (found.has(each)) return;
      found.add(each);
      for (const child of this.#children.get(each) ?? []) visit(child);
    };
    visit(team);
    return [...found].sort(compareText);
  }

  /** Every payee who is at any time a member below a team that this payee at any time manages. */
  everUnder(manager: string): readonly string[] {
    const teams = (this.index.membershipsByPayee.get(manager) ?? []).filter(({ as }) => as === 'manager');
    const below = new Set(teams.flatMap(({ team }) => this.subtree(team)));
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

  #above(team: string): readonly string[] {
    const chain: string[] = [];
    let current: string | null = team;
    while (current !== null && !chain.includes(current)) {
      chain.push(current);
      current = this.index.teams.get(current)?.parent ?? null;
    }
    return chain;
  }
}

/** Whether a dated record is in force on a day; an empty start or end is open. */
export function isInForce(
  range: { readonly from: CivilDate | null; readonly to: CivilDate | null },
  date: CivilDate,
): boolean {
  return (range.from === null || range.from <= date) && (range.to === null || date < range.to);
}
