import { formatFact } from '../../../conditions/fact.js';
import { ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../../money/ratio.js';
import { JUST_BELOW_TARGET } from '../place.js';
import { effectiveRate } from '../tiers/rate-table.js';
import type { PositionReading, WindowEntry, WindowInput } from '../window-input.js';
import { type GridWeight, gridWeights, weighted } from './grid.js';
import {
  type Dimension,
  describeBoundOf,
  type FactPosition,
  factDimensions,
  type Matrix,
  windowDimensions,
} from './matrix-form.js';
import { describeWindowPlaces, windowPlaces } from './window-place.js';

/**
 * The rates of a matrix made ready for one window. Where the window stands gives each point of the facts its rate;
 * the facts of an event give how much of it lies in each of these points.
 */
export class RateGrid {
  /** For each point of the facts, its rates by the points of the window's dimensions. */
  readonly #rates: readonly (readonly Ratio[])[];
  readonly #facts: readonly Dimension<FactPosition>[];
  readonly #windowBounds: readonly (readonly Ratio[])[];
  readonly #factBounds: readonly (readonly Ratio[])[];
  readonly #onTarget: Ratio;

  /** @param baseRate what one minor unit or millionth pays at `1x`; needed only by multiples */
  constructor(
    readonly matrix: Matrix,
    baseRate: Ratio | null,
    readonly input: WindowInput,
  ) {
    this.#facts = factDimensions(matrix);
    this.#factBounds = this.#facts.map(({ at }) => at);
    this.#windowBounds = windowDimensions(matrix).map(({ at }) => at);
    // Without a quota one is paid at the rate just below 100 %, where no accelerator holds yet.
    this.#onTarget = matrix.shape === 'stepped' ? JUST_BELOW_TARGET : ONE_RATIO;
    this.#rates = ratesByFacts(matrix, baseRate);
  }

  /** How many points the facts have; one where the matrix is over none. */
  get size(): number {
    return this.#rates.length;
  }

  /** Whether each deal has its own place, whatever the window comes to. */
  get isPerDeal(): boolean {
    return this.#windowBounds.length === 0;
  }

  /** The rate of each point of the facts at a reading: 0 where the window has no place. */
  ratesAt(reading: PositionReading): readonly Ratio[] {
    const places = windowPlaces(this.matrix, this.input, reading, this.#onTarget);
    if (places === null) return this.#rates.map(() => ZERO_RATIO);
    const weights = gridWeights(this.#windowBounds, places, this.matrix.shape);
    return this.#rates.map((rates) => weighted(weights, rates));
  }

  /** How much of an event lies in each point of the facts: nothing where a fact is empty. */
  weightsOf(entry: WindowEntry): readonly GridWeight[] {
    const values = this.#facts.map(({ over }) => entry.fact(over.fact));
    const places = values.flatMap((value) => (typeof value === 'bigint' ? [ratio(value, 1n)] : []));
    if (places.length < values.length) return [];
    return gridWeights(this.#factBounds, places, this.matrix.shape);
  }

  /** Where the window stands at a reading, in words. */
  describeWindow(reading: PositionReading): readonly string[] {
    return describeWindowPlaces(this.matrix, this.input, reading, this.#onTarget);
  }

  /** Where an event stands, in words. */
  describeFacts(entry: WindowEntry): readonly string[] {
    return this.#facts.map(({ over: { fact, type } }) => {
      const value = entry.fact(fact);
      return value === null
        ? `${fact} is empty, so no rate is found`
        : `${fact} is ${formatFact(value, type)}`;
    });
  }

  /** The bounds of a point of the facts, in words; empty where the matrix is over none. */
  describePoint(point: number): string {
    const bounds: string[] = [];
    let rest = point;
    for (const dimension of [...this.#facts].reverse()) {
      const place = rest % dimension.at.length;
      rest = (rest - place) / dimension.at.length;
      bounds.unshift(describeBoundOf(dimension, dimension.at[place] ?? ZERO_RATIO, this.input));
    }
    return bounds.length === 0 ? '' : ` (from ${bounds.join(', ')})`;
  }
}

/** The rates sorted by the points of the facts, and in each by the points of the window's dimensions. */
function ratesByFacts({ dimensions, cells }: Matrix, baseRate: Ratio | null): readonly (readonly Ratio[])[] {
  const byFacts: Ratio[][] = [];
  for (const [cell, rate] of cells.entries()) {
    const [fact, window] = pointsOf(cell, dimensions);
    const own = byFacts[fact] ?? [];
    own[window] = effectiveRate(rate, baseRate);
    byFacts[fact] = own;
  }
  return byFacts;
}

/** The point of a cell among the facts, and the one among the window's dimensions. */
function pointsOf(cell: number, dimensions: Matrix['dimensions']): readonly [fact: number, window: number] {
  const points: [number, number] = [0, 0];
  const steps: [number, number] = [1, 1];
  let rest = cell;
  for (const { over, at } of [...dimensions].reverse()) {
    const place = rest % at.length;
    rest = (rest - place) / at.length;
    const side = over.kind === 'fact' ? 0 : 1;
    points[side] += place * steps[side];
    steps[side] *= at.length;
  }
  return points;
}
