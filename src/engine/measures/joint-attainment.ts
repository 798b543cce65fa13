import type { CivilDate } from '../../calendar/civil-date.js';
import { divideRatios, type Ratio, sumRatios } from '../../money/ratio.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import { hasQuota, type TeamAttainment } from './team-attainment.js';
import { averageOf, memberRows, type TeamContext } from './team-members.js';
import { membersOf } from './team-memberships.js';

/** The attainment of several teams read together; each form is `null` when the teams have none. */
export interface JointAttainment {
  readonly pooled: Ratio | null;
  readonly average: Ratio | null;
}

/**
 * The attainment of several teams together, none of which is below another, from that of each at one day.
 * Nobody counts twice for being in two of them, except towards quotas of the teams' own. Teams that differ in
 * unit, currency or window cannot be added up, so that they have no pooled attainment.
 *
 * @example
 * jointAttainment([west, east], context).pooled // Σ credited ÷ Σ quota of both
 */
export function jointAttainment(teams: readonly TeamAttainment[], context: TeamContext): JointAttainment {
  const [first] = teams;
  if (first === undefined) return { pooled: null, average: null };
  if (teams.length === 1) return { pooled: first.pooled.attainment, average: first.average };
  const rows = rowsOf(teams, first.measure, first.at, context);
  const held = teams.filter(({ pooled }) => pooled.quota.numerator !== 0n);
  if (!held.every((each) => addsUp(each, held[0] ?? first)))
    return { pooled: null, average: averageOf(rows) };
  const parts = held.some(({ pooled }) => pooled.ownQuota) ? held.map(({ pooled }) => pooled) : rows;
  const quota = sumRatios(parts.map((each) => each.quota));
  const credited = sumRatios(parts.map((each) => each.credited));
  return {
    pooled: quota.numerator === 0n ? null : divideRatios(credited, quota),
    average: averageOf(rows),
  };
}

/** The teams that are not below another of them on a day, each once. */
export function topmost(teams: readonly string[], date: CivilDate, { tree }: Hierarchy): readonly string[] {
  return [...new Set(teams)].reduce<readonly string[]>(
    (kept, team) => {
      if (!kept.includes(team)) return kept;
      return kept.filter((each) => each === team || !tree.above(each, date).includes(team));
    },
    [...new Set(teams)],
  );
}

/** The members who count in one of the teams, each once. */
function rowsOf(teams: readonly TeamAttainment[], measure: string, date: CivilDate, context: TeamContext) {
  const counted = new Set(teams.flatMap(({ members }) => members.map(({ payee }) => payee)));
  const members = membersOf(
    teams.map(({ team }) => team),
    date,
    context,
  );
  return memberRows(members, measure, date, context)
    .filter(hasQuota)
    .filter(({ payee }) => counted.has(payee));
}

function addsUp(a: TeamAttainment, b: TeamAttainment): boolean {
  if (a.window.from !== b.window.from || a.window.to !== b.window.to || a.unit !== b.unit) return false;
  return a.unit === 'units' || a.currency === b.currency;
}
