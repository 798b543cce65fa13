import type { CivilDate } from '../calendar/civil-date.js';
import { type Region, type SamplePlan, SELLING_TEAMS } from './organization.js';
import type { Person, Posting } from './staff.js';

const REGION_OF_TEAM: ReadonlyMap<string, Region> = new Map(
  SELLING_TEAMS.map(({ id, region }) => [id, region]),
);

/**
 * Tells who is where on a day.
 *
 * @example
 * new Roster(staff).inTeam('na-smb-one', 'smb-ae', '2026-03-01').map(({ payee }) => payee);
 */
export class Roster {
  readonly #members: readonly Posting[];

  constructor(staff: readonly Person[]) {
    this.#members = staff.flatMap(({ postings }) => postings).filter(({ as }) => as === 'member');
  }

  /** The members of a team on a plan. */
  inTeam(team: string, plan: SamplePlan, date: CivilDate): readonly Posting[] {
    return this.#members.filter((each) => each.team === team && each.plan === plan && isPosted(each, date));
  }

  /** The members of all teams of a region on a plan. */
  inRegion(region: Region, plan: SamplePlan, date: CivilDate): readonly Posting[] {
    return this.#members.filter(
      (each) => each.plan === plan && regionOf(each) === region && isPosted(each, date),
    );
  }

  /** The first day on which a payee is no longer on a plan; `null` while that lasts. */
  endOn(payee: string, plan: SamplePlan): CivilDate | null {
    const postings = this.#members.filter((each) => each.payee === payee && each.plan === plan);
    return postings.at(-1)?.to ?? null;
  }
}

/**
 * The region of a posting to a team of sellers.
 *
 * @example
 * regionOf(posting) // 'emea'
 */
export function regionOf({ team }: Posting): Region {
  const region = REGION_OF_TEAM.get(team);
  if (region === undefined) throw new Error(`the team ${team} sells nothing`);
  return region;
}

function isPosted({ from, to }: Posting, date: CivilDate): boolean {
  return from <= date && (to === null || date < to);
}
