import type { Ratio } from '../../../money/ratio.js';
import type { Target } from '../../compile-context.js';
import type { ForeignPosition, Position, WindowPosition } from '../position.js';
import { describeBound, type Rate } from '../tiers/rate-table.js';
import type { WindowInput } from '../window-input.js';
import type { GridShape } from './grid.js';

/** A fact of the deal as a dimension: it is looked up for each deal. */
export type FactPosition = Extract<Position, { readonly kind: 'fact' }>;

/** One dimension of a matrix: what it is over, and its bounds in ascending order. */
export interface Dimension<Over extends Position = WindowPosition | FactPosition> {
  readonly over: Over;
  readonly at: readonly Ratio[];
}

/** A rate, or a part of a target, looked up by two or more dimensions at once. */
export interface Matrix {
  readonly kind: 'matrix';
  readonly pays: 'rate' | 'target';
  /** What is paid at target in a full window; `null` where rates need none. */
  readonly target: Target | null;
  readonly shape: GridShape;
  readonly dimensions: readonly Dimension[];
  /** One for each combination of bounds; the last dimension runs fastest. */
  readonly cells: readonly Rate[];
}

/** The dimensions that are the same for all deals of a window, in their order. */
export function windowDimensions({ dimensions }: Matrix): readonly Dimension<WindowPosition>[] {
  return dimensions.flatMap(({ over, at }) => (over.kind === 'fact' ? [] : [{ over, at }]));
}

/** The dimensions that each deal has its own place in, in their order. */
export function factDimensions({ dimensions }: Matrix): readonly Dimension<FactPosition>[] {
  return dimensions.flatMap(({ over, at }) => (over.kind === 'fact' ? [{ over, at }] : []));
}

/** The positions that a matrix reads from elsewhere, in the order of its readings. */
export function foreignDimensions({ dimensions }: Matrix): readonly ForeignPosition[] {
  return dimensions.flatMap(({ over }) => (over.kind === 'foreign' ? [over] : []));
}

/**
 * How a bound of a dimension reads.
 *
 * @example
 * describeBoundOf({ over: { kind: 'attainment' }, at }, at[1], input) // 'attainment 80%'
 */
export function describeBoundOf({ over }: Dimension, bound: Ratio, input: WindowInput): string {
  return `${nameOf(over)} ${describeBound(bound, over, input)}`;
}

function nameOf(over: Dimension['over']): string {
  if (over.kind === 'fact') return over.fact;
  if (over.kind === 'attainment') return 'attainment';
  return over.kind === 'accumulated' ? 'accumulated' : `${over.reads} in ${over.measure}`;
}
