import type { CivilDate } from '../../calendar/civil-date.js';
import type { Calculation, SegmentBook } from '../../engine/calculate.js';
import type { ComponentBook } from '../../engine/earnings/component-book.js';
import type { Unit } from '../../engine/measure.js';
import { windowDimensions } from '../../engine/mechanisms/matrix/matrix-form.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { formatPercent, formatReached, multiplyRatios, type Ratio, ratio } from '../../money/ratio.js';
import { measureAmount } from '../measure-amount.js';
import { curveValues } from './curve-values.js';
import { type CurveWindow, earnedAt, endOfWindow, openingOf, standingAt } from './supposed-window.js';
import { paysByOwnTiers, tierSteps } from './tier-steps.js';

/** What is earned when so much is credited; decimal text. */
export interface CurvePlace {
  readonly value: string;
  /** A percent of the quota; `null` without one. */
  readonly attainment: string | null;
  readonly earned: string;
}

/** A point of a payout curve. */
export interface PayoutPoint extends CurvePlace {
  /** Whether a tier, a point of the plan's own curve, a gate or the quota is here. */
  readonly isBound: boolean;
}

/** What a component pays in one window by what is credited; amounts are decimal text. */
export interface PayoutCurve {
  readonly assignment: string;
  readonly component: string;
  readonly measure: string;
  readonly unit: Unit;
  readonly currency: string;
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
  readonly quota: string | null;
  /** In ascending order; where what is earned jumps there is a point just below. */
  readonly points: readonly PayoutPoint[];
  /** What is credited by now, and what the window comes to if nothing more is. */
  readonly place: CurvePlace | null;
  /** At 100 % of the quota. */
  readonly onTarget: CurvePlace | null;
  readonly tiers: readonly CurveTier[];
  /** Why there are no points; `null` where there are. */
  readonly why: string | null;
}

/** A tier or point of the plan: where it begins, as the plan writes it and as an amount, and what it pays. */
export interface CurveTier {
  readonly from: string;
  readonly value: string | null;
  readonly pays: string;
}

/**
 * What a component pays in the window that a day falls into, from nothing to beyond its last tier; `null` where no
 * window of it holds the day.
 *
 * @param through the first day that is not known; the window is that of the day before
 * @example
 * payoutCurve(calculation, book, component, '2026-03-16')?.points.map(({ attainment, earned }) => [attainment, earned])
 */
export function payoutCurve(
  calculation: Calculation,
  book: SegmentBook,
  component: ComponentBook,
  through: CivilDate,
): PayoutCurve | null {
  const { measureBook } = component;
  const own = measureBook.windows.find(({ window }) => window.from < through && through <= window.to);
  if (own === undefined) return null;
  const window = { calculation, book, component, own };
  const { unit, id: measure } = measureBook.measure;
  const { plan, assignment } = book.segment;
  const { currency } = plan;
  const quota = own.quota === null || own.quota.amount === 0n ? null : own.quota.amount;
  const why = whyNone(component.component, quota);
  const shown = {
    ...{ assignment, component: component.component.id, measure, unit, currency },
    window: { from: own.window.from, to: own.window.to },
    quota: quota === null ? null : measureAmount(ratio(quota, 1n), unit, currency),
    tiers: tiersOf(component, quota, currency),
    why,
  };
  if (why !== null) return { ...shown, points: [], place: null, onTarget: null };
  const placeAt = (value: Ratio, earned: bigint): CurvePlace => ({
    value: measureAmount(value, unit, currency),
    attainment: quota === null ? null : formatReached(ratio(value.numerator, value.denominator * quota)),
    earned: formatMinorUnits(earned, currency),
  });
  const bounds = boundsOf(component, quota);
  const { credited, scale } = standingAt(window, through);
  const end = endOfCurve(bounds, quota, credited / scale);
  const points = curveValues(bounds, openingOf(window, through), end).map((value) => {
    return { value, earned: earnedAt(window, value), isBound: bounds.includes(value) };
  });
  return {
    ...shown,
    points: points
      .filter(({ value, earned }, place) => !isJustBelow(value, bounds) || jumps(earned, points[place + 1]))
      .map(({ value, earned, isBound }) => ({ ...placeAt(ratio(value, 1n), earned), isBound })),
    place: placeAt(ratio(credited, scale), earnedSoFar(window)),
    onTarget: quota === null ? null : placeAt(ratio(quota, 1n), earnedAt(window, quota)),
  };
}

function whyNone({ mechanism, measure }: ComponentBook['component'], quota: bigint | null): string | null {
  switch (mechanism.kind) {
    case 'spiff':
      return 'it pays a fixed amount for each deal or unit';
    case 'objectives':
      return 'it pays by the scores of objectives';
    case 'pool':
      return 'it pays a share of a fund that others share';
    case 'contest':
      return 'it pays by the place among others';
    case 'matrix':
      if (windowDimensions(mechanism).length === mechanism.dimensions.length) break;
      return 'its rate depends on each deal';
    case 'commission':
      if (mechanism.over.kind === 'fact') return 'its rate depends on each deal';
      break;
    case 'bonus':
      break;
  }
  const needs = paysByOwnTiers(mechanism) && mechanism.over.kind === 'attainment';
  return needs && quota === null ? `there is no quota for ${measure.quota}` : null;
}

function tiersOf({ component }: ComponentBook, quota: bigint | null, currency: string): readonly CurveTier[] {
  const { mechanism, measure } = component;
  if (!paysByOwnTiers(mechanism)) return [];
  return tierSteps(mechanism, currency).map(({ from, ofQuota, pays }) => {
    const whole = ofQuota ? quota : 1n;
    const amount = whole === null ? null : multiplyRatios(from, ratio(whole, 1n));
    const value = amount === null ? null : measureAmount(amount, measure.unit, currency);
    return { from: ofQuota ? formatPercent(from, 4) : (value ?? ''), value, pays };
  });
}

/** The amounts at which what is paid may bend or jump: from the first whole minor unit, or millionth, on. */
function boundsOf({ component, measureBook }: ComponentBook, quota: bigint | null): readonly bigint[] {
  const { mechanism, gate, measure } = component;
  const found: { readonly at: Ratio; readonly ofQuota: boolean }[] = [];
  if (paysByOwnTiers(mechanism)) {
    for (const { from, ofQuota } of tierSteps(mechanism, measureBook.segment.plan.currency))
      found.push({ at: from, ofQuota });
  } else if (mechanism.kind === 'commission' && mechanism.over.kind === 'deal') {
    for (const { from } of mechanism.rates) found.push({ at: from, ofQuota: false });
  } else if (mechanism.kind === 'matrix') {
    for (const { over, at } of windowDimensions(mechanism)) {
      if (over.kind !== 'foreign')
        found.push(...at.map((each) => ({ at: each, ofQuota: over.kind === 'attainment' })));
    }
  }
  for (const { position, bound } of gate) {
    if (position.of !== 'self' || position.measure !== measure.id) continue;
    found.push({ at: bound, ofQuota: position.reads === 'attainment' });
  }
  const amounts = found.flatMap(({ at, ofQuota }) => {
    const whole = ofQuota ? quota : 1n;
    return whole === null ? [] : [(at.numerator * whole + at.denominator - 1n) / at.denominator];
  });
  return [...new Set([...amounts, ...(quota === null ? [] : [quota])])].filter((each) => each >= 0n);
}

/** Where nothing says how far to go: 100,000.00 of most currencies. */
const FAR = 10_000_000n;

function endOfCurve(bounds: readonly bigint[], quota: bigint | null, credited: bigint): bigint {
  const ends = [...bounds.map((each) => (each * 5n) / 4n), ((quota ?? 0n) * 3n) / 2n, (credited * 5n) / 4n];
  const end = ends.reduce((most, each) => (each > most ? each : most), 0n);
  return end > 0n ? end : FAR;
}

function isJustBelow(value: bigint, bounds: readonly bigint[]): boolean {
  return bounds.includes(value + 1n) && !bounds.includes(value);
}

/** No rate pays more than two minor units for one. */
function jumps(below: bigint, next: { readonly earned: bigint } | undefined): boolean {
  if (next === undefined) return false;
  const difference = next.earned - below;
  return difference > 2n || difference < -2n;
}

/** What the window comes to at its end if nothing more is credited. */
function earnedSoFar(window: CurveWindow): bigint {
  const { component, own } = window;
  const result = component.asOf(endOfWindow(window)).windows.find(({ own: of }) => of.window === own.window);
  return (result?.lines ?? []).reduce((sum, { amount }) => sum + amount, 0n);
}
