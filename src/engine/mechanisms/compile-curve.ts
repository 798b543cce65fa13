import { compareRatios } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import type { CompileContext } from '../compile-context.js';
import type { Curve, CurvePoint } from './curve.js';
import type { WrittenPoint } from './curve-schema.js';
import type { Position } from './position.js';
import { compilePosition } from './tiers/compile-tiers.js';

/** A curve as written, beside what it is over. */
interface WrittenCurve {
  readonly shape: Curve['shape'];
  readonly beyond: Curve['beyond'] | undefined;
  readonly points: readonly WrittenPoint[];
}

/**
 * Compiles a payout curve; reports every problem at `points` and `beyond`, and answers `undefined` if there was one.
 *
 * @param over what the places of its points are compared with
 */
export function compileCurve(
  { shape, beyond = 'flat', points: written }: WrittenCurve,
  over: Position,
  context: CompileContext,
): Curve | undefined {
  const points: CurvePoint[] = [];
  written.forEach(({ at, pays }, index) => {
    const place = compilePosition(at, over, context, ['points', index, 'at']);
    if (place !== undefined) points.push({ at: place, pays });
  });
  if (points.length < written.length || !checkOrder(points, context)) return undefined;
  if (beyond === 'linear' && (shape === 'stepped' || points.length < 2)) {
    context.report(
      ['beyond'],
      problem('invalid-value', 'only an interpolated curve of two points or more can go on in a line', {
        found: 'linear',
        expected: 'flat',
      }),
    );
    return undefined;
  }
  return { shape, beyond, points };
}

function checkOrder(points: readonly CurvePoint[], context: CompileContext): boolean {
  let sound = true;
  points.forEach(({ at }, index) => {
    const previous = points[index - 1];
    if (previous === undefined || compareRatios(previous.at, at) <= 0) return;
    context.report(
      ['points', index, 'at'],
      problem('tiers-not-ascending', 'the points of a curve must not go back', {
        hint: 'two points may share a place: that is a jump',
      }),
    );
    sound = false;
  });
  return sound;
}
