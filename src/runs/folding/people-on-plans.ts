import type { CivilDate } from '../../calendar/civil-date.js';
import { type Segment, segmentsOf } from '../../engine/credits/segment.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import type { Plan, PlanVersion } from '../../engine/plan.js';
import type { DatedProblem } from '../../engine/problems-of-data.js';
import { compareText, type RecordIndex } from '../../engine/record-index.js';

/** A payee with the stretches of time on versions of plans, and what is wrong with these. */
export interface PersonOnPlans {
  readonly payee: string;
  readonly segments: readonly Segment[];
  readonly problems: readonly DatedProblem[];
  /** The currency in which the payee is paid; `null` where it is the plan's. */
  readonly payoutCurrency: string | null;
}

/**
 * All payees with their segments, in the order of ids.
 *
 * @example
 * peopleOnPlans(book.plans, index, '2026-04-01')[0]?.segments
 */
export function peopleOnPlans(
  versions: readonly PlanVersion[],
  index: RecordIndex,
  through: CivilDate,
): readonly PersonOnPlans[] {
  return [...index.payees.keys()].sort(compareText).map((payee) => ({
    payee,
    ...segmentsOf(payee, versions, index, through),
    payoutCurrency: index.payees.get(payee)?.payoutCurrency ?? null,
  }));
}

/**
 * Whether all that a payee is paid by can be folded: plans that can, of one currency and pay calendar, so that
 * there is one row of statements, and of each assignment lines whose order is that of their days. What is paid in
 * another currency than the plan's is left to the engine, which has the rates.
 *
 * @example
 * people.filter((each) => canBeFolded(each, plans))
 */
export function canBeFolded(
  { segments, problems, payoutCurrency }: PersonOnPlans,
  plans: ReadonlyMap<Plan, FoldPlan>,
): boolean {
  if (problems.length > 0 || !segments.every(({ plan }) => plans.has(plan))) return false;
  if (segments.some(({ absences }) => absences.length > 0)) return false;
  if (segments.some(({ plan }) => (payoutCurrency ?? plan.currency) !== plan.currency)) return false;
  const groups = new Set(segments.map(({ plan }) => `${plan.currency} ${plan.payFrequency}`));
  if (groups.size > 1) return false;
  const late = segments.filter(({ plan }) => plan.governedBy === 'closeDate');
  return new Set(late.map(({ assignment }) => assignment)).size === late.length;
}
