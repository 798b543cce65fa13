import type { Ratio } from '../../money/ratio.js';

/** A rate that a plan fixes: units of `to` for one unit of `from`. */
export interface FixedRate {
  readonly from: string;
  readonly to: string;
  readonly rate: Ratio;
}

/**
 * By which rate a plan converts: the latest one on or before the event or the deal's close date, the mean of
 * those dated in the event's pay period, or those that the plan itself fixes.
 */
export type FxRule =
  | { readonly kind: 'eventDate' | 'closeDate' | 'periodAverage' }
  | { readonly kind: 'fixed'; readonly rates: readonly FixedRate[] };
