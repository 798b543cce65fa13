import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.js';
import { formatRatio, type Ratio, ZERO_RATIO } from '../../money/ratio.js';
import { decimalNumber, text, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import type { Measure } from '../measure.js';
import { compileCurve } from '../mechanisms/compile-curve.js';
import { type Curve, payoutAt } from '../mechanisms/curve.js';
import { describeReading, standingAt } from '../mechanisms/place.js';
import {
  compileWrittenPosition,
  type ForeignPosition,
  foreignPositionSchema,
} from '../mechanisms/position.js';

/** A factor on all that a component pays, looked up by a position from elsewhere. */
export interface Multiplier {
  readonly position: ForeignPosition;
  /** What a point pays is the factor there. */
  readonly curve: Curve;
  /** What a position without quota is: a problem, nothing paid, or a position on target. */
  readonly withoutQuota: Measure['withoutQuota'];
}

/** The written form of a multiplier. */
export const multiplierSchema = z
  .strictObject({
    over: foreignPositionSchema,
    curve: word(['stepped', 'interpolated']),
    beyond: word(['flat', 'linear']).optional(),
    points: z.array(z.strictObject({ at: text(), times: decimalNumber({ min: '0' }) })).min(1),
  })
  .meta({ description: 'Multiplies what the component pays by a factor from another attainment.' });

type Written = z.output<typeof multiplierSchema>;

/** Compiles a multiplier; reports every problem. */
export function compileMultiplier(written: Written, context: CompileContext): Multiplier | undefined {
  const position = compileWrittenPosition(written.over, context);
  if (position?.kind !== 'foreign') return undefined;
  const { curve: shape, beyond } = written;
  const points = written.points.map(({ at, times }) => ({ at, pays: times }));
  const curve = compileCurve({ shape, beyond, points }, position, context);
  if (curve === undefined) return undefined;
  const { withoutQuota } = context.measures.get(position.measure) ?? context.measure;
  return { position, curve, withoutQuota };
}

/** A position of a multiplier on the day on which it is read; `null` when there is none, as without a quota. */
export interface MultiplierReading {
  readonly on: CivilDate;
  readonly position: Ratio | null;
  /** What its window is without a quota, as by a ramp; `null` where the multiplier's own measure tells. */
  readonly withoutQuota: Measure['withoutQuota'] | null;
}

/** The factor that holds, and in words why. */
export interface MultiplierStanding {
  readonly times: Ratio;
  readonly because: () => string;
}

/**
 * The factor at a position: nothing below the first point, never less than nothing. A position below zero is read
 * as zero.
 *
 * @example
 * multiplierStanding(multiplier, { on: '2026-03-31', position: ratio(9n, 10n), withoutQuota: null }, 'USD').times
 */
export function multiplierStanding(
  { position, curve, withoutQuota }: Multiplier,
  reading: MultiplierReading,
  currency: string,
): MultiplierStanding {
  const without = reading.withoutQuota ?? withoutQuota;
  const place = standingAt(position, reading.position, without);
  const times = place === null ? ZERO_RATIO : atLeastZero(payoutAt(curve, atLeastZero(place)));
  return {
    times,
    because: () =>
      `${describeReading(reading.on, position, reading.position, currency, place)}, so times ${formatRatio(times, 6)}`,
  };
}

function atLeastZero(value: Ratio): Ratio {
  return value.numerator < 0n ? ZERO_RATIO : value;
}
