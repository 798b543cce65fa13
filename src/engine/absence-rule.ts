import type { CivilDate } from '../calendar/civil-date.js';
import type { Duration } from '../calendar/duration.js';
import type { Absence } from '../records/record-kinds.js';

/** What an absence of a kind changes. */
export interface AbsenceRule {
  /** The kind it is about; `null` is any. */
  readonly kind: string | null;
  /** Whether the days away are taken out of the quota, and of the target. */
  readonly quota: 'prorated' | 'full';
  readonly target: 'prorated' | 'full';
  /** Whether what happens on these days is credited. */
  readonly events: 'credited' | 'forfeited';
}

/** Who gets what happens after somebody has left: nobody, they, or they for so long. */
export type AfterLeaving =
  | { readonly kind: 'forfeit' }
  | { readonly kind: 'pay' }
  | { readonly kind: 'within'; readonly duration: Duration };

/** Until when somebody must be employed for what was earned to be paid. */
export interface EmploymentRule {
  /** On the day on which it becomes payable, or on the last day of the pay period that pays it. */
  readonly when: 'payable' | 'paid';
  /** How long after leaving it is paid all the same; `null` is not at all. */
  readonly within: Duration | null;
}

/** What says what absences change: a plan. */
interface AbsencePolicy {
  readonly absences: readonly AbsenceRule[];
}

/** What an absence is where a plan says nothing of its kind. */
const USUAL: AbsenceRule = { kind: null, quota: 'prorated', target: 'full', events: 'credited' };

/**
 * What a plan says of an absence: its first rule for that kind, or for any.
 *
 * @example
 * absenceRule(plan, absence).quota // 'prorated'
 */
export function absenceRule({ absences }: AbsencePolicy, { kind }: Absence): AbsenceRule {
  return absences.find((rule) => rule.kind === null || rule.kind === kind) ?? USUAL;
}

/** The absence on a day for which a plan credits nothing. */
export function forfeitingAbsence(
  plan: AbsencePolicy,
  absences: readonly Absence[],
  date: CivilDate,
): Absence | undefined {
  return absences.find(
    (each) =>
      each.from <= date &&
      (each.to === null || date < each.to) &&
      absenceRule(plan, each).events === 'forfeited',
  );
}
