import type { Condition } from '../../conditions/condition.js';
import type { Measure } from '../measure.js';
import { readyTable } from '../mechanisms/tiers/rate-table.js';
import type { Component, Plan } from '../plan.js';
import { compareText } from '../record-index.js';
import { factNames, isDealFact } from './fact-columns.js';
import { exactNumber } from './safe-number.js';

/** Which figure of a deal is counted when it is booked. */
export type BookedFigure = 'tcv' | 'acv' | 'mrr' | 'firstYear' | 'margin' | 'quantity' | 'count';

/** A measure that credits the payee's own splits and looks at nothing but the deal. */
export interface FoldMeasure {
  readonly measure: Measure;
  /** What is counted on the booked basis; `null` on the two others, which count their events as they are. */
  readonly figure: BookedFigure | null;
  readonly when: Condition | null;
}

/** A component whose lines are final as soon as their event is known: marginal tiers over its own measure. */
export interface FoldComponent {
  readonly component: Component;
  /** The place of its measure in the plan's list. */
  readonly measure: number;
  readonly table: FoldTable;
}

/** A rate table in numbers. A bound times what the table is over (the quota, or 1) is a stretched position. */
export interface FoldTable {
  readonly overAttainment: boolean;
  readonly bounds: readonly number[];
  readonly stretch: number;
  readonly rates: readonly number[];
  readonly rateDenominator: number;
}

/** A plan that can be folded: measures and components in the order of their ids. */
export interface FoldPlan {
  readonly plan: Plan;
  readonly measures: readonly FoldMeasure[];
  readonly components: readonly FoldComponent[];
}

/**
 * Readies a plan to be folded over columns: one pass over each payee's events in order, in numbers. That gives
 * what the engine gives wherever a line, once posted, stays as it is; every other plan is the engine's.
 *
 * @returns `null` for a plan in which anything re-rates, waits, limits, reaches back or looks elsewhere
 *
 * @example
 * foldPlan(plan)?.components[0]?.table.rates // [8, 10, 12]
 */
export function foldPlan(plan: Plan): FoldPlan | null {
  if (plan.cap !== null || plan.floor !== null) return null;
  if (plan.draws.length > 0 || plan.guarantees.length > 0) return null;
  if (plan.carriesFrom !== null || plan.afterLeaving.kind !== 'forfeit') return null;
  if (plan.fx.kind !== 'eventDate') return null;
  const measures = [...plan.measures].sort((a, b) => compareText(a.id, b.id)).map(foldMeasure);
  const components = [...plan.components]
    .sort((a, b) => compareText(a.id, b.id))
    .map((component) => foldComponent(component, measures));
  if (!measures.every(isPresent) || !components.every(isPresent)) return null;
  return { plan, measures, components };
}

function foldMeasure(measure: Measure): FoldMeasure | null {
  const { credit, factors, window, when, basis, amount, ramp, windfall } = measure;
  if (credit.kind !== 'own' || factors.length > 0 || window.kind === 'trailing') return null;
  if (ramp !== null || windfall !== null) return null;
  if (when !== null && !factNames(when.tree).every(isDealFact)) return null;
  if (basis === 'booked') {
    if (amount.kind === 'field') return null;
    return { measure, figure: amount.kind === 'amount' ? 'tcv' : amount.kind, when };
  }
  return amount.kind === 'amount' || amount.kind === 'tcv' ? { measure, figure: null, when } : null;
}

function foldComponent(
  component: Component,
  measures: readonly (FoldMeasure | null)[],
): FoldComponent | null {
  const { mechanism, settles, cap, floor, release } = component;
  if (settles !== 'asEarned' || cap !== null || floor !== null || release.length > 0) return null;
  if (component.clawback.length > 0 || component.gate.length > 0 || component.multiplier !== null)
    return null;
  if (mechanism.kind !== 'commission' || mechanism.tiers !== 'marginal') return null;
  const { over, rates } = mechanism;
  if (over.kind !== 'attainment' && over.kind !== 'accumulated') return null;
  if (rates.some(({ rate }) => rate.kind === 'multiple')) return null;
  const measure = measures.findIndex((each) => each?.measure.id === component.measure.id);
  const ready = readyTable(rates, () => '', { scale: 1n, whole: 1n, baseRate: null });
  const bounds = ready.bounds.map(exactNumber);
  const numerators = ready.rates.map(exactNumber);
  const stretch = exactNumber(ready.stretch);
  const rateDenominator = exactNumber(ready.rateDenominator);
  if (measure < 0 || stretch === null || rateDenominator === null) return null;
  if (!bounds.every(isPresent) || !numerators.every(isPresent)) return null;
  const overAttainment = over.kind === 'attainment';
  return {
    component,
    measure,
    table: { overAttainment, bounds, stretch, rates: numerators, rateDenominator },
  };
}

function isPresent<Value>(value: Value | null): value is Value {
  return value !== null;
}
