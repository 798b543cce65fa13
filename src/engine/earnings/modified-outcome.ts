import type { CivilDate } from '../../calendar/civil-date.js';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  subtractRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import { type Recorder, SILENT } from '../mechanisms/recorder.js';
import { paidOnWeights } from '../mechanisms/tiers/retroactive.js';
import type { WindowEntry, WindowInput } from '../mechanisms/window-input.js';
import type { DealWeight, EarningLine, WindowOutcome } from '../mechanisms/window-outcome.js';
import { gateStanding } from '../modifiers/gate.js';
import { type MultiplierStanding, multiplierStanding } from '../modifiers/multiplier.js';
import type { Component } from '../plan.js';
import { missingPosition } from '../problems-of-data.js';
import { evaluateExactly } from './exact-totals.js';
import { inputBelow } from './input-below.js';
import { ModifierLines } from './modifier-lines.js';
import type { ModifierReading } from './modifier-readings.js';

/** Whether a component has gates or a multiplier. */
export function hasModifiers({ gate, multiplier }: Component): boolean {
  return gate.length > 0 || multiplier !== null;
}

/**
 * A window as its mechanism evaluates it and its gates and multiplier modify it. On each day on which they are read,
 * what they make of the window to date is posted as the difference to what they made of it before, in one line each.
 *
 * @param readings what the gates and the multiplier go by, in order of date
 */
export function modifiedOutcome(
  component: Component,
  input: WindowInput,
  readings: readonly ModifierReading[],
  recorder: Recorder,
): WindowOutcome {
  const { mechanism, gate, multiplier } = component;
  const { currency } = input;
  const whole = evaluateExactly(mechanism, input, recorder);
  const slices = slicesOf(component, input, whole.upTo);
  const added = new ModifierLines(input, recorder);
  for (const reading of readings) {
    const { date, gates } = reading;
    const standings = gate.map((each, place) => {
      const read = gates[place] ?? { on: date, known: false, position: null, withoutQuota: null };
      return { gate: each, ...gateStanding(each, read, currency) };
    });
    const earned = whole.upTo(date);
    const passed = standings.every((each) => each.passed)
      ? earned
      : slices.reduce((sum, { from, upTo }) => {
          const amount = upTo(date);
          return addRatios(sum, multiplyRatios(amount, partPaid(standings, from, amount)));
        }, ZERO_RATIO);
    added.gate(date, earned, passed, () => standings.map(({ because }) => because()));
    if (multiplier === null || reading.multiplier === null) continue;
    const standing: MultiplierStanding = multiplierStanding(multiplier, reading.multiplier, currency);
    added.multiplier(date, passed, multiplyRatios(passed, standing.times), () => [standing.because()]);
  }
  const { outcome } = whole;
  return {
    lines: inOrderOfDate([...outcome.lines, ...added.lines]),
    weights: outcome.weights ?? weightsOf(outcome, input.entries),
    problems: [...outcome.problems, ...missingPositions(component, readings)],
  };
}

/** What is earned between two attainments of the own measure, up to the end of a day. */
interface Slice {
  readonly from: Ratio;
  readonly upTo: (date: CivilDate) => Ratio;
}

/** What is earned, cut at the attainments above which gates matter. */
function slicesOf(
  { gate, mechanism }: Component,
  input: WindowInput,
  whole: (date: CivilDate) => Ratio,
): readonly Slice[] {
  const bounds = gate
    .map(({ appliesAbove }) => appliesAbove)
    .filter(
      (bound, place, all) =>
        bound.numerator > 0n && all.findIndex((each) => compareRatios(each, bound) === 0) === place,
    )
    .sort(compareRatios);
  const below = bounds.map((bound) => evaluateExactly(mechanism, inputBelow(input, bound), SILENT).upTo);
  return [...below, whole].map((upper, place) => {
    const lower = below[place - 1];
    return {
      from: bounds[place - 1] ?? ZERO_RATIO,
      upTo: (date) => (lower === undefined ? upper(date) : subtractRatios(upper(date), lower(date))),
    };
  });
}

/** The part of a slice that is paid: the least that a closed gate lets through. What is owed is not let off. */
function partPaid(
  standings: readonly { readonly gate: Component['gate'][number]; readonly passed: boolean }[],
  from: Ratio,
  amount: Ratio,
): Ratio {
  if (amount.numerator < 0n) return ONE_RATIO;
  return standings
    .filter(({ gate, passed }) => !passed && compareRatios(gate.appliesAbove, from) <= 0)
    .reduce(
      (least, { gate }) => (compareRatios(gate.otherwise, least) < 0 ? gate.otherwise : least),
      ONE_RATIO,
    );
}

/** What was earned stands before what the gates and the multiplier make of it on the same day. */
function inOrderOfDate(lines: readonly EarningLine[]): readonly EarningLine[] {
  return [...lines].sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

/**
 * The part that each deal has in the total: by what is paid on; of a spiff, which pays deals or units and no amount,
 * by what it pays for each. What belongs to no deal has no parts.
 */
function weightsOf({ lines }: WindowOutcome, entries: readonly WindowEntry[]): readonly DealWeight[] | null {
  const ofDeals = lines.filter(({ deal }) => deal !== null);
  if (ofDeals.length === 0) return null;
  const paidOn = paidOnWeights(entries);
  const isShared =
    ofDeals.every(({ kind }) => kind !== 'spiff') &&
    paidOn.reduce((sum, { weight }) => sum + weight, 0n) !== 0n;
  return isShared ? paidOn : ofDeals.map(({ deal, amount }) => ({ deal: deal ?? '', weight: amount }));
}

/** What has no quota is a problem once it is needed: where a gate or the multiplier was last read. */
function missingPositions(
  { gate, multiplier }: Component,
  readings: readonly ModifierReading[],
): readonly Problem[] {
  const last = readings.at(-1);
  if (last === undefined) return [];
  const gates = gate.flatMap(({ position, withoutQuota }, place) => {
    const read = last.gates[place];
    const without = read?.withoutQuota ?? withoutQuota;
    const lacks = read?.known === true && read.position === null && without === 'problem';
    return lacks ? [missingPosition(position.measure, read.on)] : [];
  });
  const read = last.multiplier;
  if (multiplier === null || read === null || read.position !== null) return gates;
  const isProblem = (read.withoutQuota ?? multiplier.withoutQuota) === 'problem';
  return isProblem ? [...gates, missingPosition(multiplier.position.measure, read.on)] : gates;
}
