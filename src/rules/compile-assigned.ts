import { FIRST_DATE } from '../calendar/civil-date.js';
import { type DateRange, rangesOverlap } from '../calendar/date-range.js';
import { isInForce } from '../engine/credits/hierarchy.js';
import { WHOLE_SHARE } from '../engine/credits/share.js';
import type { Territories, TerritoryAssignment } from '../engine/territories/territory.js';
import { formatPercent, multiplyRatios, type Ratio, ratio } from '../money/ratio.js';
import { scaledInteger } from '../money/scaled-integer.js';
import { didYouMean } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import { SHARE_PLACES } from '../records/field.js';
import { oneOf } from './issue-wording.js';
import type { WrittenAssigned } from './territories-schema.js';

/** What is known where the assignments of a territory are checked. */
interface Assigning {
  readonly company: Company;
  readonly match: Territories['match'];
  readonly report: (path: Path, problem: Problem) => void;
}

/**
 * Checks who is assigned to a territory: one holder each, a role of the company, a range of days, no two
 * ranges of one holder in one role that overlap, and on each day on which a role of full shares is held at
 * all 100 % of it. Where all territories that take a deal share it, none may give more than 100 %.
 *
 * @example
 * const assigned = compileAssigned(decoded.value.assigned, [...path, 'assigned'], { company, match, report });
 */
export function compileAssigned(
  written: readonly WrittenAssigned[],
  path: Path,
  assigning: Assigning,
): readonly TerritoryAssignment[] {
  const assigned = written.map((each, place) => assignmentOf(each, [...path, place], assigning));
  const sound = assigned.filter((each) => each !== undefined);
  if (sound.length < assigned.length) return [];
  for (const [place, each] of sound.entries())
    checkOverlap(each, sound.slice(0, place), place, path, assigning);
  for (const role of new Set(sound.map((each) => each.role))) checkTotal(role, sound, path, assigning);
  return sound;
}

function assignmentOf(
  { payee, team, role, share, ...range }: WrittenAssigned,
  path: Path,
  { company, report }: Assigning,
): TerritoryAssignment | undefined {
  const [from, to] = [range.from ?? null, range.to ?? null];
  const roles = [...company.fullRoles, ...company.overlayRoles];
  const problems: (readonly [Path, Problem])[] = [];
  const id = payee ?? team;
  if (id === undefined || (payee !== undefined && team !== undefined)) {
    const message =
      id === undefined ? 'nobody is assigned here' : 'both a payee and a team are assigned here';
    problems.push([path, problem('missing-key', message, { expected: 'payee or team, one of them' })]);
  }
  if (!roles.includes(role)) {
    const detail = { found: role, expected: oneOf(roles), hint: didYouMean(role, roles) };
    problems.push([
      [...path, 'role'],
      problem('unknown-role', `the company file declares no role ${role}`, detail),
    ]);
  }
  if (from !== null && to !== null && from >= to) {
    const detail = { found: to, expected: `a day after ${from}` };
    problems.push([
      [...path, 'to'],
      problem('out-of-range', 'the range ends where it starts, or before', detail),
    ]);
  }
  const scaled = scaledShare(share);
  if (scaled === undefined || scaled === 0n) {
    const detail = {
      found: formatPercent(share, 12),
      expected: `more than 0%, at most ${SHARE_PLACES - 2} decimals`,
    };
    problems.push([[...path, 'share'], problem('out-of-range', 'this is no share of a deal', detail)]);
  }
  for (const each of problems) report(...each);
  if (problems.length > 0 || id === undefined || scaled === undefined) return undefined;
  return { holder: { kind: payee === undefined ? 'team' : 'payee', id }, role, share: scaled, from, to };
}

function scaledShare(share: Ratio): bigint | undefined {
  const { numerator, denominator } = multiplyRatios(share, ratio(WHOLE_SHARE, 1n));
  return denominator === 1n ? numerator : undefined;
}

function checkOverlap(
  each: TerritoryAssignment,
  before: readonly TerritoryAssignment[],
  place: number,
  path: Path,
  { report }: Assigning,
): void {
  const { holder, role } = each;
  const other = before.find(
    (earlier) =>
      earlier.role === role &&
      earlier.holder.kind === holder.kind &&
      earlier.holder.id === holder.id &&
      rangesOverlap(rangeOf(earlier), rangeOf(each)),
  );
  if (other === undefined) return;
  const message = `${holder.id} is assigned as ${role} twice on the same days`;
  const hint = 'write one share for each stretch of days';
  report([...path, place], problem('overlapping-range', message, { found: rangeText(each), hint }));
}

function checkTotal(
  role: string,
  assigned: readonly TerritoryAssignment[],
  path: Path,
  { company, match, report }: Assigning,
): void {
  const limit = company.overlayLimits.find((each) => each.role === role);
  const isFull = company.fullRoles.includes(role);
  if (!isFull && limit === undefined) return;
  const most = limit === undefined ? WHOLE_SHARE : scaledInteger(limit.share, SHARE_PLACES);
  const own = assigned.filter((each) => each.role === role);
  const days = [
    ...new Set([FIRST_DATE, ...own.flatMap(({ from, to }) => [from ?? FIRST_DATE, to ?? FIRST_DATE])]),
  ];
  for (const day of days.sort()) {
    const held = own.filter((each) => isInForce(each, day));
    const total = held.reduce((sum, { share }) => sum + share, 0n);
    // On a day on which nobody is assigned the territory is vacant, which is told deal by deal.
    if (held.length === 0 || total === most || (total < most && (!isFull || match === 'all'))) continue;
    const sum = formatPercent(ratio(total, WHOLE_SHARE), SHARE_PLACES);
    const since = day === FIRST_DATE ? 'from the start' : `from ${day}`;
    const message = `the shares of ${role} sum to ${sum} ${since}`;
    const whole = formatPercent(ratio(most, WHOLE_SHARE), SHARE_PLACES);
    const atMost = isFull && match === 'first' ? whole : `at most ${whole}`;
    const expected = `${atMost}, as the company file says of the role`;
    report(path, problem('split-total', message, { found: sum, expected }));
    return;
  }
}

function rangeOf({ from, to }: TerritoryAssignment): DateRange {
  return { from: from ?? FIRST_DATE, to: to ?? undefined };
}

function rangeText({ from, to }: TerritoryAssignment): string {
  return `${from ?? 'the start'} to ${to ?? 'no end'}`;
}
