import { type CivilDate, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, intersect } from '../../calendar/date-range.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import { compareText, type RecordIndex } from '../record-index.js';

/** The ranges in which each payee is a member, none touching another, by payee in order of id. */
export type Memberships = ReadonlyMap<string, readonly ClosedRange[]>;

/** Who is in which team. */
interface Organization {
  readonly index: RecordIndex;
  readonly hierarchy: Hierarchy;
}

/**
 * Who is a member of some teams or of one below them, as far as they have joined by the end of a day. Who is
 * in two teams at a time is one member, and whose team comes below one of these joins on that day.
 *
 * @example
 * membersOf(['WEST'], '2026-03-31', context).get('ann') // [{ from: '2026-01-01', to: '2026-03-01' }]
 */
export function membersOf(teams: readonly string[], date: CivilDate, context: Organization): Memberships {
  const { hierarchy } = context;
  const known = KNOWN_MEMBERS.get(hierarchy) ?? new KnownMembers();
  KNOWN_MEMBERS.set(hierarchy, known);
  const key = `${date} ${teams.join('\u0000')}`;
  return known.get(key) ?? known.keep(key, joinedMembers(teams, date, context));
}

/** As many members as memberships are kept of: teams are asked for again in each measure, one after the other. */
const MOST_MEMBERS_KEPT = 2_000;

/** Who was a member of which teams by which day, as long as there is room for it. */
class KnownMembers {
  readonly #known = new Map<string, Memberships>();
  #members = 0;

  get(key: string): Memberships | undefined {
    return this.#known.get(key);
  }

  keep(key: string, members: Memberships): Memberships {
    this.#members += 1 + members.size;
    if (this.#members > MOST_MEMBERS_KEPT) {
      this.#known.clear();
      this.#members = 1 + members.size;
    }
    this.#known.set(key, members);
    return members;
  }
}

const KNOWN_MEMBERS = new WeakMap<Hierarchy, KnownMembers>();

function joinedMembers(
  teams: readonly string[],
  date: CivilDate,
  { hierarchy, index }: Organization,
): Memberships {
  const ranges = new Map<string, ClosedRange[]>();
  for (const [team, days] of teams.flatMap((each) => [...hierarchy.tree.below(each)])) {
    for (const { as, payee, from, to } of index.membershipsByTeam.get(team) ?? []) {
      if (as !== 'member') continue;
      const own = { from, to: to ?? LAST_DATE };
      const shared = days.flatMap((each) => intersect(own, each) ?? []);
      if (shared.length > 0) ranges.set(payee, [...(ranges.get(payee) ?? []), ...shared]);
    }
  }
  const payees = [...ranges.keys()].sort(compareText);
  return new Map(
    payees.map((payee) => [payee, joined(ranges.get(payee) ?? []).filter(({ from }) => from <= date)]),
  );
}

/** The days of several ranges, each once: who is in two teams of a subtree at a time is one member. */
export function joined(ranges: readonly ClosedRange[]): readonly ClosedRange[] {
  const apart: ClosedRange[] = [];
  for (const range of [...ranges].sort((a, b) => compareText(a.from, b.from))) {
    const last = apart.at(-1);
    if (last === undefined || last.to < range.from) apart.push(range);
    else apart[apart.length - 1] = { from: last.from, to: later(last.to, range.to) };
  }
  return apart;
}
