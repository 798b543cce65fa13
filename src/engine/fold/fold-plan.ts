import type { Condition } from '../../conditions/condition.js';
import type { Measure } from '../measure.js';
import { readyTable } from '../mechanisms/tiers/rate-table.js';
import type { Gate } from '../modifiers/gate.js';
import type { Component, Plan } from '../plan.js';
import { compareText } from '../record-index.js';
import { factNames, isDealFact } from './fact-columns.js';
import { type FoldCap, foldCap } from './fold-cap.js';
import { type FoldRelease, foldRelease } from './fold-release.js';
import { exactNumber } from './safe-number.js';

/** Which figure of a deal is counted when it is booked. */
export type BookedFigure = 'tcv' | 'acv' | 'mrr' | 'firstYear' | 'margin' | 'quantity' | 'count';

/** A measure that credits the payee's own splits or those of the payee's teams, and looks at nothing but the deal. */
export interface FoldMeasure {
  readonly measure: Measure;
  /** What is counted on the booked basis; `null` on the two others, which count their events as they are. */
  readonly figure: BookedFigure | null;
  readonly when: Condition | null;
}

/**
 * A component whose lines are final as soon as their day is known: marginal tiers over its own measure, behind
 * gates, up to a cap per span of time, released when booked or with the cash.
 */
export interface FoldComponent {
  readonly component: Component;
  /** The place of its measure in the plan's list. */
  readonly measure: number;
  readonly table: FoldTable;
  readonly gates: readonly FoldGate[];
  readonly cap: FoldCap | null;
  /** `null` where all is payable when earned. */
  readonly release: FoldRelease | null;
}

/** A gate that reads one of the payee's own measures, or how far a team has come. */
export interface FoldGate {
  readonly gate: Gate;
  /** The place of the measure that it reads in the plan's list; `null` where that is a team's. */
  readonly measure: number | null;
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
 * @param knowsTeams whether it is told how far teams have come, so that gates may read it
 * @returns `null` for a plan in which anything re-rates, reaches back, waits for what columns do not tell, or looks
 *   at other people's measures
 *
 * @example
 * foldPlan(plan)?.components[0]?.table.rates // [8, 10, 12]
 */
export function foldPlan(plan: Plan, knowsTeams = false): FoldPlan | null {
  if (plan.caps.length > 0 || plan.floors.length > 0) return null;
  if (plan.draws.length > 0 || plan.guarantees.length > 0 || plan.payCaps.length > 0) return null;
  if (plan.carriesFrom !== null || plan.afterLeaving.kind !== 'forfeit') return null;
  if (plan.mustBeEmployed !== null) return null;
  if (plan.fx.kind !== 'eventDate') return null;
  const measures = [...plan.measures].sort((a, b) => compareText(a.id, b.id)).map(foldMeasure);
  const components = [...plan.components]
    .sort((a, b) => compareText(a.id, b.id))
    .map((component) => foldComponent(component, measures, knowsTeams));
  if (!measures.every(isPresent) || !components.every(isPresent)) return null;
  return { plan, measures, components };
}

function foldMeasure(measure: Measure): FoldMeasure | null {
  const { factors, window, when, basis, amount, ofLastYear, ramp, windfall } = measure;
  if (factors.length > 0 || window.kind === 'trailing') return null;
  if (ofLastYear !== null || ramp !== null || windfall !== null) return null;
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
  knowsTeams: boolean,
): FoldComponent | null {
  const { mechanism, settles, floor } = component;
  if (settles !== 'asEarned' || floor !== null) return null;
  if (component.clawback.length > 0 || component.multiplier !== null) return null;
  const gates = component.gate.map((gate) => foldGate(gate, measures, knowsTeams));
  const cap = component.cap === null ? null : foldCap(component.cap);
  const release = component.release.length === 0 ? null : foldRelease(component.release);
  if (!gates.every(isPresent) || cap === undefined || release === undefined) return null;
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
    gates,
    cap,
    release,
  };
}

/** A gate that is decided after its window, or that cuts what is earned, is the engine's. */
function foldGate(
  gate: Gate,
  measures: readonly (FoldMeasure | null)[],
  knowsTeams: boolean,
): FoldGate | null {
  const { position, decided, appliesAbove } = gate;
  if (decided === 'otherWindowEnd' || appliesAbove.numerator > 0n) return null;
  if (position.of !== 'self') return knowsTeams ? { gate, measure: null } : null;
  const measure = measures.findIndex((each) => each?.measure.id === position.measure);
  return measure < 0 ? null : { gate, measure };
}

function isPresent<Value>(value: Value | null): value is Value {
  return value !== null;
}
