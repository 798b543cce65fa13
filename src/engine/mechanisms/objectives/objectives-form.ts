import type { Ratio } from '../../../money/ratio.js';
import type { Target } from '../../compile-context.js';
import type { Curve } from '../curve.js';

/** One objective: its part of the target, and what its score pays. */
export interface Objective {
  readonly id: string;
  /** The part of the target; those of all objectives sum to 1. */
  readonly weight: Ratio;
  /** The score below which it pays nothing; `null` without one. */
  readonly minimum: Ratio | null;
  /** The score beyond which none counts; `null` without one. */
  readonly maximum: Ratio | null;
  /** What a score pays; `null` where it pays as much as it is. */
  readonly curve: Curve | null;
}

/** A target shared out over objectives by weight, each paid by its score. */
export interface Objectives {
  readonly kind: 'objectives';
  readonly target: Target;
  /** The weighted score below which none of them pays; `null` without one. */
  readonly minimum: Ratio | null;
  readonly each: readonly Objective[];
}
