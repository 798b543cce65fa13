import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  type Ratio,
  subtractRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';

/** One point of a payout curve: at this place it pays this part of the target. */
export interface CurvePoint {
  readonly at: Ratio;
  readonly pays: Ratio;
}

/** A payout curve: its points in order of place; two points may share a place, which is a jump. */
export interface Curve {
  readonly shape: 'stepped' | 'interpolated';
  /** What holds above the last point: its payout, or the line through the last two points. */
  readonly beyond: 'flat' | 'linear';
  readonly points: readonly CurvePoint[];
}

/**
 * What a curve pays at a place: nothing below the first point; on a jump, the upper payout.
 *
 * @example
 * payoutAt(curve, ratio(9n, 10n)) // between 80 % paying 50 % and 100 % paying 100 %: 75 %
 */
export function payoutAt({ points, shape, beyond }: Curve, place: Ratio): Ratio {
  const reached = points.findLastIndex(({ at }) => compareRatios(at, place) <= 0);
  const low = points[reached];
  if (low === undefined) return ZERO_RATIO;
  const high = points[reached + 1];
  if (shape === 'stepped') return low.pays;
  if (high !== undefined) return onLine(low, high, place);
  const foot = points.find(({ at }) => compareRatios(at, low.at) === 0) ?? low;
  const previous = points.findLast(({ at }) => compareRatios(at, low.at) < 0);
  if (beyond === 'flat' || previous === undefined) return low.pays;
  // On a jump at the end the slope is that of the line which leads to its foot.
  return addRatios(low.pays, subtractRatios(onLine(previous, foot, place), foot.pays));
}

function onLine(low: CurvePoint, high: CurvePoint, place: Ratio): Ratio {
  const part = divideRatios(subtractRatios(place, low.at), subtractRatios(high.at, low.at));
  return addRatios(low.pays, multiplyRatios(part, subtractRatios(high.pays, low.pays)));
}
