import type { PlanVersion } from '../../engine/plan.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { Membership } from '../../records/record-kinds.js';
import { type TeamTree, teamTreeOf } from '../../records/team-tree.js';
import { type Organization, peopleNeeded, readsEverybody, readsPlan, readsTeam } from '../people-needed.js';

/** Plans by how they look at others than the one who is paid, by the ids of the plans. */
interface ReadingPlans {
  /** They credit what a team is credited, or read its attainment, or what its members are credited. */
  readonly teams: ReadonlySet<string>;
  /** They look at all who are on the plan. */
  readonly plan: ReadonlySet<string>;
  readonly everybody: ReadonlySet<string>;
}

/**
 * Who reads whom: roll-ups through the teams that somebody manages, attainment of teams, pools and contests.
 *
 * @example
 * new PeopleGraph(organization, book.plans).dependentsOf(['ada']) // ['mia'], who manages ada's team
 */
export class PeopleGraph {
  readonly #plans: ReadingPlans;
  readonly #plansOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #tree: TeamTree;
  readonly #byPayee: ReadonlyMap<string, readonly Membership[]>;
  readonly #byTeam: ReadonlyMap<string, readonly Membership[]>;
  readonly #needed = new Map<string, readonly string[]>();

  constructor(
    readonly organization: Organization,
    readonly versions: readonly PlanVersion[],
  ) {
    const { assignment, membership } = organization;
    this.#plans = readingPlans(versions);
    const assigned = groupedBy(assignment, ({ payee }) => payee);
    this.#plansOf = new Map(
      [...assigned].map(([payee, own]) => [payee, new Set(own.map(({ plan }) => plan))]),
    );
    this.#tree = teamTreeOf(organization);
    this.#byPayee = groupedBy(membership, ({ payee }) => payee);
    this.#byTeam = groupedBy(membership, (each) => each.team);
  }

  /** Whether any plan looks at people in another way than through teams. */
  get looksBeyondTeams(): boolean {
    return this.#plans.plan.size > 0 || this.#plans.everybody.size > 0;
  }

  /** Whose results follow from what these payees are credited, besides themselves. */
  dependentsOf(payees: Iterable<string>): ReadonlySet<string> {
    const dependents = new Set<string>();
    const plans = new Set<string>();
    for (const payee of payees) {
      for (const plan of this.#plansOf.get(payee) ?? []) if (this.#plans.plan.has(plan)) plans.add(plan);
      for (const team of this.teamsAbove([payee])) {
        for (const each of this.#byTeam.get(team) ?? []) {
          if (each.payee !== payee && this.#isOn(each.payee, this.#plans.teams)) dependents.add(each.payee);
        }
      }
    }
    if (!this.looksBeyondTeams) return dependents;
    for (const [payee] of this.#plansOf) {
      if (this.#isOn(payee, plans) || this.#isOn(payee, this.#plans.everybody)) dependents.add(payee);
    }
    return dependents;
  }

  /** Whose credits a payee's results follow from, with the payee. */
  neededBy(payee: string): readonly string[] {
    const { teams, plan, everybody } = this.#plans;
    if (![teams, plan, everybody].some((plans) => this.#isOn(payee, plans))) return [payee];
    const known = this.#needed.get(payee) ?? peopleNeeded(payee, this.organization, this.versions);
    this.#needed.set(payee, known);
    return known;
  }

  /** The teams that payees ever belong to, and those ever above them. */
  teamsAbove(payees: Iterable<string>): ReadonlySet<string> {
    const teams = new Set<string>();
    for (const payee of payees) {
      for (const { team } of this.#byPayee.get(payee) ?? []) teams.add(team);
    }
    return this.#tree.everAbove(teams);
  }

  /** The teams above all others of those that somebody ever belongs to, in order. */
  topTeams(payee: string): readonly string[] {
    return [...this.teamsAbove([payee])].filter((team) => this.#tree.isEverAtTop(team)).sort();
  }

  /** The teams above all others in which somebody is paid by what others there are credited, in order. */
  get teamsWithReaders(): readonly string[] {
    const teams = new Set<string>();
    for (const [payee] of this.#byPayee) {
      if (!this.#isOn(payee, this.#plans.teams)) continue;
      for (const team of this.topTeams(payee)) teams.add(team);
    }
    return [...teams].sort();
  }

  /** Whether somebody ever belongs to a team. */
  isInTeam(payee: string): boolean {
    return this.#byPayee.has(payee);
  }

  /** Everybody who ever belongs to one of these teams, or to one that is ever below. */
  peopleIn(teams: Iterable<string>): ReadonlySet<string> {
    const people = new Set<string>();
    for (const team of this.#tree.everBelow(teams)) {
      for (const { payee } of this.#byTeam.get(team) ?? []) people.add(payee);
    }
    return people;
  }

  /** Payees with all whose credits may be rolled up to them. */
  withRolledUp(payees: Iterable<string>): ReadonlySet<string> {
    const people = new Set(payees);
    const managed = [...people].flatMap((payee) =>
      (this.#byPayee.get(payee) ?? []).filter(({ as }) => as === 'manager').map(({ team }) => team),
    );
    for (const each of this.peopleIn(managed)) people.add(each);
    return people;
  }

  #isOn(payee: string, plans: ReadonlySet<string>): boolean {
    if (plans.size === 0) return false;
    for (const plan of this.#plansOf.get(payee) ?? []) if (plans.has(plan)) return true;
    return false;
  }
}

function readingPlans(versions: readonly PlanVersion[]): ReadingPlans {
  const plans = versions.map(({ plan }) => plan);
  const idsWhere = (reads: (plan: (typeof plans)[number]) => boolean) =>
    new Set(plans.filter(reads).map(({ id }) => id));
  return {
    teams: idsWhere(
      ({ components, measures }) =>
        components.some(readsTeam) || measures.some(({ credit }) => credit.kind === 'team'),
    ),
    plan: idsWhere(readsPlan),
    everybody: idsWhere(readsEverybody),
  };
}
