import { placeOf } from './place-of.js';

/** A place along a line that is marked, and what is written above it. */
export interface Bound {
  readonly x: string;
  readonly label: string;
}

/** About as wide is a letter, a digit or a sign of a label. */
const LETTER_WIDTH = 7;

/** So much room is between two labels. */
const GAP = 8;

/** How far above the end of its mark a label stands: on the line nearest to the picture, or on one above it. */
const LINES = [5, 19] as const;

/** A mark, with how far above its end its label stands; without a label where there is no room for one. */
interface BoundMark extends Bound {
  readonly distance: number;
}

/**
 * Where the labels of bounds stand so that none runs into another: one that lies too near to the one before it stands
 * above it, and one that has no room there either is left out, as words and tables tell it too.
 *
 * @param width how wide the picture is between its axes, in pixels
 * @param span from which to which number it reaches
 * @example
 * boundMarks([{ x: '100', label: '100%' }, { x: '110', label: '110%' }], 268, ['0', '220'])
 * // the first 5 above its mark, the second 19
 */
export function boundMarks(
  bounds: readonly Bound[],
  width: number,
  span: readonly [from: string, through: string],
): readonly BoundMark[] {
  const [from, through] = span.map(placeOf);
  const reach = (through ?? 0) - (from ?? 0);
  const taken = LINES.map(() => Number.NEGATIVE_INFINITY);
  return [...bounds]
    .sort((one, other) => placeOf(one.x) - placeOf(other.x))
    .map((bound) => {
      const middle = reach > 0 ? ((placeOf(bound.x) - (from ?? 0)) / reach) * width : 0;
      const half = (bound.label.length * LETTER_WIDTH) / 2;
      const line = taken.findIndex((end) => end + GAP <= middle - half);
      const distance = LINES[line];
      if (distance === undefined) return { x: bound.x, label: '', distance: LINES[0] };
      taken[line] = middle + half;
      return { ...bound, distance };
    });
}
