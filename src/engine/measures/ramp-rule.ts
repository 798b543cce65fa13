import type { Ratio } from '../../money/ratio.js';

/** The part of the quota that holds up to a month of a ramp. */
export interface RampStep {
  /** The last month it holds in, counted from 1. */
  readonly upTo: number;
  readonly quota: Ratio;
  /** Where the part is nothing: what a window pays that has no other; `null` leaves it to the measure. */
  readonly pays: 'onTarget' | 'nothing' | null;
}

/** How the quota grows for somebody who is new; after the last step it is whole. */
export interface Ramp {
  readonly from: 'hireDate' | 'assignment';
  /** By ascending months. */
  readonly steps: readonly RampStep[];
}
