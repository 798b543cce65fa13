import type { Bonus } from '../../engine/mechanisms/bonus.js';
import type { Commission } from '../../engine/mechanisms/commission.js';
import type { Mechanism } from '../../engine/mechanisms/mechanism.js';
import { describeRate } from '../../engine/mechanisms/tiers/rate-table.js';
import { formatPercent, type Ratio } from '../../money/ratio.js';

/** A tier of a table, or a point of a curve: where it begins, and what it pays in words. */
export interface TierStep {
  /** A part of the quota; or minor units or millionths of units. */
  readonly from: Ratio;
  readonly ofQuota: boolean;
  readonly pays: string;
}

/** The mechanisms that pay by the place in the component's own measure. */
export type OwnTiers = (Commission | Bonus) & {
  readonly over: { readonly kind: 'attainment' | 'accumulated' };
};

/**
 * Whether a mechanism pays by tiers or points over the component's own measure.
 *
 * @example
 * paysByOwnTiers(component.mechanism) && tierSteps(component.mechanism, 'USD')
 */
export function paysByOwnTiers(mechanism: Mechanism): mechanism is OwnTiers {
  if (mechanism.kind !== 'commission' && mechanism.kind !== 'bonus') return false;
  return mechanism.over.kind === 'attainment' || mechanism.over.kind === 'accumulated';
}

/**
 * The tiers or points of a mechanism, in their order.
 *
 * @example
 * tierSteps(mechanism, 'USD').map(({ pays }) => pays) // ['8%', '12%']
 */
export function tierSteps(mechanism: OwnTiers, currency: string): readonly TierStep[] {
  const ofQuota = mechanism.over.kind === 'attainment';
  if (mechanism.kind === 'commission') {
    return mechanism.rates.map(({ from, rate }) => ({ from, ofQuota, pays: describeRate(rate, currency) }));
  }
  return mechanism.curve.points.map(({ at, pays }) => {
    return { from: at, ofQuota, pays: `${formatPercent(pays)} of target` };
  });
}
