import { addDays, type CivilDate, earlier, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, intersect } from '../../calendar/date-range.js';
import { addDuration, type Duration } from '../../calendar/duration.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Absence, Assignment, Payee } from '../../records/record-kinds.js';
import type { Plan, PlanVersion } from '../plan.js';
import type { DatedProblem } from '../problems-of-data.js';
import type { RecordIndex } from '../record-index.js';

/** A payee on one version of a plan over a range of dates; it has its own windows. */
export interface Segment {
  readonly payee: string;
  /** Tells assignments apart: the plan and the day the assignment starts. */
  readonly assignment: string;
  /** The first day of the assignment, whatever version of the plan was in force then. */
  readonly assignedFrom: CivilDate;
  readonly plan: Plan;
  /** The days on which the payee is on this version of the plan. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The first day no longer credited: `to`, or later where the plan pays what happens after leaving. */
  readonly creditedTo: CivilDate;
  /** The first day on which nothing becomes payable any more, where the plan pays only who is employed. */
  readonly payableTo: CivilDate;
  /** The first day of employment, where it is known. */
  readonly hireDate: CivilDate | null;
  /** Every absence of the payee, in order. */
  readonly absences: readonly Absence[];
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
  const person = index.payees.get(payee);
  const ofPayee = {
    payee,
    hireDate: person?.hireDate ?? null,
    absences: index.absencesByPayee.get(payee) ?? [],
  };
  for (const assignment of index.assignmentsByPayee.get(payee) ?? []) {
    const range = employedRange(assignment, person);
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
    for (const { plan, from, to } of found) {
      const creditedTo = to === range.to ? creditedAfter(plan, assignment, person) : to;
      const payableTo = payableUntil(plan, assignment, person);
      const days = { from, to, creditedTo, payableTo, assignedFrom: assignment.from };
      segments.push({ ...ofPayee, assignment: name, plan, ...days });
    }
  }
  return { segments, problems };
}

/** The days of an assignment; one that was not over by then ends when its payee leaves. */
function employedRange({ from, to }: Assignment, person: Payee | undefined): ClosedRange {
  const leaveDate = person?.leaveDate ?? null;
  const end = to ?? LAST_DATE;
  return { from, to: leaveDate === null || leaveDate <= from ? end : earlier(end, leaveDate) };
}

/** Up to when a plan credits a payee whose assignment is over: further on, where leaving ended it. */
function creditedAfter({ afterLeaving }: Plan, assignment: Assignment, person: Payee | undefined): CivilDate {
  const { to } = employedRange(assignment, person);
  if (to !== person?.leaveDate || afterLeaving.kind === 'forfeit') return to;
  return afterLeaving.kind === 'pay' ? LAST_DATE : dayAfter(to, afterLeaving.duration);
}

/**
 * Up to when a plan pays what was earned on an assignment, or on a part of it: for good, or, where only who is
 * employed is paid, until its payee leaves, whether or not the assignment was over before.
 *
 * @example
 * payableUntil(plan, { from: '2026-01-01' }, { leaveDate: '2026-03-16' }) // '2026-03-16'
 */
export function payableUntil(
  { mustBeEmployed }: Plan,
  { from }: Pick<Assignment, 'from'>,
  person: Pick<Payee, 'leaveDate'> | undefined,
): CivilDate {
  const leaveDate = person?.leaveDate ?? null;
  if (mustBeEmployed === null || leaveDate === null || leaveDate <= from) return LAST_DATE;
  return mustBeEmployed.within === null ? leaveDate : dayAfter(leaveDate, mustBeEmployed.within);
}

/** The first day that is not within a duration; within so many days includes the last of them. */
function dayAfter(date: CivilDate, duration: Duration): CivilDate {
  return addDays(addDuration(date, duration), 1);
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
  const governing = governingDate(segment.plan, date, closeDate);
  return segment.from <= governing && governing < segment.creditedTo;
}

/** The date of an event that decides who pays it: its own, or that of its deal. */
export function governingDate({ governedBy }: Plan, date: CivilDate, closeDate: CivilDate): CivilDate {
  return governedBy === 'closeDate' ? closeDate : date;
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
  return segment.plan.governedBy === 'closeDate' ? LAST_DATE : segment.creditedTo;
}

function missingPlan(plan: string, date: CivilDate): Problem {
  return problem('missing-plan', `no version of the plan "${plan}" is in force on ${date}`, {
    found: plan,
    expected: 'a rule file of this plan whose effective range contains the date',
    hint: 'add the file to rules/plans/, or end the assignment there',
  });
}
