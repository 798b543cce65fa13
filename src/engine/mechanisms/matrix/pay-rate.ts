import { leastCommonMultiple } from '../../../money/divisors.js';
import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  subtractRatios,
  sumRatios,
  ZERO_RATIO,
} from '../../../money/ratio.js';
import { describeAmount } from '../../describe-amount.js';
import type { ExplanationLeaf, Recorder } from '../recorder.js';
import { RunningLines } from '../running-lines.js';
import { describeRate, shownRate } from '../tiers/rate-table.js';
import { paidOnWeights } from '../tiers/retroactive.js';
import { dealsOf, eventLine } from '../tiers/tier-evaluation.js';
import type { PositionReading, WindowEntry, WindowInput } from '../window-input.js';
import type { DealWeight, WindowOutcome } from '../window-outcome.js';
import { weighted } from './grid.js';
import type { Matrix } from './matrix-form.js';
import { RateGrid } from './rate-grid.js';
import { missingPlaces } from './window-place.js';

/**
 * Pays each event at the rate of its place. Where the window stands is looked up once at each pay-period end, for
 * all that the window holds by then; another rate than before re-rates what came before by one line at the reading.
 * In a fact each deal has a place of its own, for good. A rate is a weighted sum over the points of the facts, so
 * what came before need only be known by these points.
 *
 * @param baseRate what one minor unit or millionth pays at `1x`; needed only by multiples
 */
export function payRate(
  matrix: Matrix,
  baseRate: Ratio | null,
  input: WindowInput,
  recorder: Recorder,
): WindowOutcome {
  const grid = new RateGrid(matrix, baseRate, input);
  const running = new RunningLines(1n, input.rounding, recorder);
  let paidOn: readonly Ratio[] = new Array<Ratio>(grid.size).fill(ZERO_RATIO);
  let before = paidOn;
  let next = 0;
  for (const reading of input.readings) {
    const now = grid.ratesAt(reading);
    const [known, earlier] = [next, [...paidOn]];
    const added = [...paidOn];
    for (; next < input.entries.length; next += 1) {
      const entry = input.entries[next];
      if (entry === undefined || entry.date > reading.date) break;
      addEvent(running, grid, entry, now, reading);
      for (const { point, weight } of grid.weightsOf(entry)) {
        const part = multiplyRatios(counted(entry, input), weight);
        added[point] = addRatios(added[point] ?? ZERO_RATIO, part);
      }
    }
    addTrueUp(running, grid, {
      reading,
      deals: dealsOf(input.entries.slice(0, known)),
      earlier,
      before,
      now,
    });
    paidOn = added;
    before = now;
  }
  return {
    lines: running.lines,
    weights: grid.isPerDeal ? null : weightsAt(grid, before, input),
    problems: missingPlaces(matrix, input),
  };
}

/** What is paid on for an event, in minor units or millionths. */
function counted({ paidOn }: WindowEntry, { scale }: WindowInput): Ratio {
  return ratio(paidOn, scale);
}

function addEvent(
  running: RunningLines,
  grid: RateGrid,
  entry: WindowEntry,
  rates: readonly Ratio[],
  reading: PositionReading,
): void {
  const amount = counted(entry, grid.input);
  const weights = grid.weightsOf(entry);
  const exact = multiplyRatios(amount, weighted(weights, rates));
  running.add(
    eventLine(entry, entry.date),
    { numerator: exact.numerator, divisor: exact.denominator },
    () => ({
      notes: [...grid.describeWindow(reading), ...grid.describeFacts(entry)],
      leaves: weights.length === 0 ? [] : [leafOf('', amount, exact, grid.input)],
    }),
  );
}

interface RateChange {
  readonly reading: PositionReading;
  readonly deals: readonly string[];
  /** What came before the period, and its rates before and now, by the points of the facts. */
  readonly earlier: readonly Ratio[];
  readonly before: readonly Ratio[];
  readonly now: readonly Ratio[];
}

/** Re-rates what came before, where that comes to another rate. */
function addTrueUp(running: RunningLines, grid: RateGrid, change: RateChange): void {
  const { reading, deals, earlier, before, now } = change;
  const changed = earlier.flatMap((amount, point) => {
    const [was = ZERO_RATIO, is = ZERO_RATIO] = [before[point], now[point]];
    if (amount.numerator === 0n || compareRatios(was, is) === 0) return [];
    return [{ point, amount, was: multiplyRatios(amount, was), is: multiplyRatios(amount, is) }];
  });
  if (changed.length === 0) return;
  const exact = sumRatios(changed.map(({ was, is }) => subtractRatios(is, was)));
  const { date } = reading;
  running.add(
    { kind: 'trueUp', key: `trueUp:${date}`, eventKey: null, deal: null, deals, date },
    { numerator: exact.numerator, divisor: exact.denominator },
    () => ({
      notes: grid.describeWindow(reading),
      leaves: changed.flatMap(({ point, amount, was, is }) => {
        const at = grid.describePoint(point);
        const back = ratio(-was.numerator, was.denominator);
        const taken = ratio(-amount.numerator, amount.denominator);
        return [leafOf('now ', amount, is, grid.input, at), leafOf('before ', taken, back, grid.input, at)];
      }),
    }),
  );
}

/** The summand of an amount that pays so much. */
function leafOf(what: string, amount: Ratio, exact: Ratio, input: WindowInput, at = ''): ExplanationLeaf {
  const { unit, currency } = input;
  const rate = amount.numerator === 0n ? ZERO_RATIO : divideRatios(exact, amount);
  const shown = describeAmount(amount, unit, currency);
  return { text: `${what}${shown} at ${describeRate(shownRate(rate, unit), currency)}${at}`, exact };
}

/** What each event pays at the rates reached; its share in what is paid on where that comes to nothing. */
function weightsAt(grid: RateGrid, rates: readonly Ratio[], input: WindowInput): readonly DealWeight[] {
  if (grid.size === 1) return paidOnWeights(input.entries);
  const paid = input.entries.map((entry) => ({
    deal: entry.deal,
    exact: multiplyRatios(ratio(entry.paidOn, 1n), weighted(grid.weightsOf(entry), rates)),
  }));
  const common = paid.reduce((sum, { exact }) => leastCommonMultiple(sum, exact.denominator), 1n);
  const weights = paid.map(({ deal, exact }) => ({
    deal,
    weight: exact.numerator * (common / exact.denominator),
  }));
  const isNothing = weights.reduce((sum, { weight }) => sum + weight, 0n) === 0n;
  return isNothing ? paidOnWeights(input.entries) : weights;
}
