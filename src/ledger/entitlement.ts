import type { CivilDate } from '../calendar/civil-date.js';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { Calculation } from '../engine/calculate.js';
import type { Segment } from '../engine/credits/segment.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import type { Basis, Unit } from '../engine/measure.js';
import { compareText } from '../engine/record-index.js';

/**
 * What a payee can earn by: one component over one stretch of an assignment that one plan version governs.
 * It is known before anything is calculated, and says of all its lines what they have in common.
 */
export interface Entitlement {
  /** Its place in the run, from 0: in the order of payees, then of segments, then of components. */
  readonly number: number;
  readonly payee: string;
  readonly assignment: string;
  /** The first day of the stretch, and the first day after it. */
  readonly segmentFrom: CivilDate;
  readonly segmentTo: CivilDate;
  readonly component: string;
  readonly measure: string;
  readonly basis: Basis;
  readonly unit: Unit;
  readonly currency: string;
  readonly frequency: PayFrequency;
  readonly plan: string;
  readonly title: string | null;
  readonly planHash: string;
  /** Whether what is earned waits for a release before it is payable. */
  readonly released: boolean;
}

/** The entitlements of a calculation, by the book that tells what each comes to, in the order of their numbers. */
export type Entitlements = ReadonlyMap<ComponentBook, Entitlement>;

/**
 * What a payee can earn by in a segment: one entitlement for each component of its plan, in order of id.
 *
 * @param first the number of the first of them
 *
 * @example
 * segmentEntitlements(segment, 12)[0] // { number: 12, payee: 'ada', component: 'new-business', … }
 */
export function segmentEntitlements(
  { payee, assignment, plan, from, to }: Segment,
  first: number,
): readonly Entitlement[] {
  return [...plan.components]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, measure, release }, place) => ({
      number: first + place,
      payee,
      assignment,
      segmentFrom: from,
      segmentTo: to,
      component: id,
      measure: measure.id,
      basis: measure.basis,
      unit: measure.unit,
      currency: plan.currency,
      frequency: plan.payFrequency,
      plan: plan.id,
      title: plan.title,
      planHash: plan.hash,
      released: release.length > 0,
    }));
}

/**
 * Numbers everything that anybody can earn by.
 *
 * @param firstOf the number of a payee's first, where others have theirs in between
 *
 * @example
 * const entitlements = entitlementsOf(calculation);
 * [...entitlements.values()][0] // { number: 0, payee: 'ada', component: 'new-business', … }
 */
export function entitlementsOf({ payees }: Calculation, firstOf?: (payee: string) => number): Entitlements {
  const entitlements = new Map<ComponentBook, Entitlement>();
  let next = 0;
  for (const { payee, segments } of payees) {
    next = firstOf?.(payee) ?? next;
    for (const { segment, components } of segments) {
      for (const [place, entitlement] of segmentEntitlements(segment, next).entries()) {
        const book = components[place];
        if (book !== undefined) entitlements.set(book, entitlement);
      }
      next += components.length;
    }
  }
  return entitlements;
}
