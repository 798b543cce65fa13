import { type CivilDate, earlier, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, intersect } from '../../calendar/date-range.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Plan, PlanVersion } from '../plan.js';
import type { DatedProblem } from '../problems-of-data.js';
import type { RecordIndex } from '../record-index.js';

/** A payee on one version of a plan over a range of dates; it has its own windows. */
export interface Segment {
  readonly payee: string;
  /** Tells assignments apart: the plan and the day the assignment starts. */
  readonly assignment: string;
  readonly plan: Plan;
  /** The days on which the payee is on this version of the plan. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The segments of a payee up to a date, in order of plan and start. A stretch of an assignment in which no
 * version of the plan is in force is a problem from its first day on.
 */
export function segmentsOf(
  payee: string,
  versions: readonly PlanVersion[],
  index: RecordIndex,
  through: CivilDate,
): { readonly segments: readonly Segment[]; readonly problems: readonly DatedProblem[] } {
  const problems: DatedProblem[] = [];
  const segments: Segment[] = [];
  for (const assignment of index.assignmentsByPayee.get(payee) ?? []) {
    const range = { from: assignment.from, to: assignment.to ?? LAST_DATE };
    if (range.from >= through) continue;
    const found = versions
      .filter(({ plan }) => plan.id === assignment.plan)
      .flatMap(({ plan, inForce }) => inForce.flatMap((each) => ({ plan, shared: intersect(range, each) })))
      .flatMap(({ plan, shared }) => (shared === undefined ? [] : [{ plan, ...shared }]))
      .filter(({ from }) => from < through)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const since of gapsIn({ from: range.from, to: earlier(range.to, through) }, found)) {
      problems.push({ since, problem: missingPlan(assignment.plan, since) });
    }
    const name = `${assignment.plan}/${assignment.from}`;
    segments.push(...found.map(({ plan, from, to }) => ({ payee, assignment: name, plan, from, to })));
  }
  return { segments, problems };
}

/** The first days of the stretches of a range that none of the parts covers; parts come in order. */
function gapsIn(range: ClosedRange, parts: readonly ClosedRange[]): readonly CivilDate[] {
  const gaps: CivilDate[] = [];
  let covered = range.from;
  for (const part of parts) {
    if (part.from > covered) gaps.push(covered);
    covered = later(covered, part.to);
  }
  return covered < range.to ? [...gaps, covered] : gaps;
}

/** Whether a segment pays what happens to a deal on a date: by the date itself, or by the deal's close date. */
export function governs(segment: Segment, date: CivilDate, closeDate: CivilDate): boolean {
  const governing = segment.plan.governedBy === 'closeDate' ? closeDate : date;
  return segment.from <= governing && governing < segment.to;
}

/**
 * The day on which an event counts in a segment that governs it: its own, or the segment's first where cash
 * came in before the deal was closed.
 */
export function dayIn(segment: Segment, date: CivilDate): CivilDate {
  return later(date, segment.from);
}

/** The first day after the last window of a segment: cash may come in long after the plan that earns on it. */
export function lastDay(segment: Segment): CivilDate {
  return segment.plan.governedBy === 'closeDate' ? LAST_DATE : segment.to;
}

function missingPlan(plan: string, date: CivilDate): Problem {
  return problem('missing-plan', `no version of the plan "${plan}" is in force on ${date}`, {
    found: plan,
    expected: 'a rule file of this plan whose effective range contains the date',
    hint: 'add the file to rules/plans/, or end the assignment there',
  });
}
