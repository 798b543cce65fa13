import type { Ratio } from '../../../money/ratio.js';
import type { Problem } from '../../../problems/problem.js';
import { describePlaceAt, missingAtEnd, placeAt } from '../place.js';
import type { PositionReading, WindowInput } from '../window-input.js';
import { foreignDimensions, type Matrix, windowDimensions } from './matrix-form.js';

/**
 * Where the window stands at a reading, in each of the dimensions that are no facts; `null` when there is no place
 * in one of them.
 *
 * @param onTarget where one stands without a quota whose measure says that such pay as on target
 */
export function windowPlaces(
  matrix: Matrix,
  input: WindowInput,
  reading: PositionReading,
  onTarget: Ratio,
): readonly Ratio[] | null {
  const places = eachPlace(matrix, input, reading, onTarget);
  const found = places.filter((place) => place !== null);
  return found.length < places.length ? null : found;
}

/** How the place of the window at a reading reads, a sentence for each dimension that is no fact. */
export function describeWindowPlaces(
  matrix: Matrix,
  input: WindowInput,
  reading: PositionReading,
  onTarget: Ratio,
): readonly string[] {
  const places = eachPlace(matrix, input, reading, onTarget);
  return windowDimensions(matrix).map(({ over }, dimension) =>
    describePlaceAt(over, places[dimension] ?? null, reading, input),
  );
}

function eachPlace(
  matrix: Matrix,
  input: WindowInput,
  reading: PositionReading,
  onTarget: Ratio,
): readonly (Ratio | null)[] {
  const foreign = foreignDimensions(matrix);
  return windowDimensions(matrix).map(({ over }) =>
    placeAt(over, input, reading, onTarget, over.kind === 'foreign' ? foreign.indexOf(over) : 0),
  );
}

/** The problems of positions that are needed at the end and are not there. */
export function missingPlaces(matrix: Matrix, input: WindowInput): readonly Problem[] {
  return foreignDimensions(matrix).flatMap((over, index) => missingAtEnd(input, over, index));
}
