import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  subtractRatios,
  ZERO_RATIO,
} from '../../../money/ratio.js';

/** How a place between two bounds is read: in the cell of the lower one, or on the line between both. */
export type GridShape = 'stepped' | 'interpolated';

/** A point of a grid, by its number in the order of the cells, and how much of a place lies in it. */
export interface GridWeight {
  readonly point: number;
  readonly weight: Ratio;
}

/**
 * How much of a place lies in each point of a grid, one place for each of its dimensions. The weights sum to 1.
 * Stepped, all of it lies in one cell, and landing exactly on a bound is in the upper one; interpolated, it is
 * shared between the bounds around it, dimension by dimension. Below the first bound and from the last one on, it
 * lies in that bound.
 *
 * @param bounds the bounds of each dimension, ascending
 * @example
 * gridWeights([[0, 1], [0, 1]], [half, one], 'interpolated') // half in the point 1, half in the point 3
 */
export function gridWeights(
  bounds: readonly (readonly Ratio[])[],
  places: readonly Ratio[],
  shape: GridShape,
): readonly GridWeight[] {
  let weights: readonly GridWeight[] = [{ point: 0, weight: ONE_RATIO }];
  for (const [dimension, own] of bounds.entries()) {
    const along = weightsAlong(own, places[dimension] ?? ZERO_RATIO, shape);
    weights = weights.flatMap((before) =>
      along.map(({ point, weight }) => ({
        point: before.point * own.length + point,
        weight: multiplyRatios(before.weight, weight),
      })),
    );
  }
  return weights;
}

function weightsAlong(bounds: readonly Ratio[], place: Ratio, shape: GridShape): readonly GridWeight[] {
  const reached = Math.max(
    0,
    bounds.findLastIndex((bound) => compareRatios(bound, place) <= 0),
  );
  const [low, high] = [bounds[reached], bounds[reached + 1]];
  const isInside = low !== undefined && high !== undefined && compareRatios(low, place) < 0;
  if (shape === 'stepped' || !isInside) return [{ point: reached, weight: ONE_RATIO }];
  const part = divideRatios(subtractRatios(place, low), subtractRatios(high, low));
  return [
    { point: reached, weight: subtractRatios(ONE_RATIO, part) },
    { point: reached + 1, weight: part },
  ];
}

/**
 * What a list of values comes to by weights.
 *
 * @example
 * weighted([{ point: 1, weight: half }], [a, b]) // half of b
 */
export function weighted(weights: readonly GridWeight[], values: readonly Ratio[]): Ratio {
  return weights.reduce(
    (sum, { point, weight }) => addRatios(sum, multiplyRatios(weight, values[point] ?? ZERO_RATIO)),
    ZERO_RATIO,
  );
}
