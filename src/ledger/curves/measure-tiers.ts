import type { Plan } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import { Decimal } from '../../money/decimal.js';
import { formatPercent, formatRatio } from '../../money/ratio.js';
import { measureAmount } from '../measure-amount.js';
import type { MeasureStanding } from '../statement.js';
import { paysByOwnTiers, type TierStep, tierSteps } from './tier-steps.js';

/** A tier or point of a component, as it lies on the way to the quota. */
export interface MeasureTier {
  /** Where it begins, as the plan writes it: a percent of the quota, or an amount. */
  readonly from: string;
  /** Where it begins as a fraction of the quota, decimal text; `null` for an amount where there is no quota. */
  readonly fraction: string | null;
  /** What it pays: a rate, or a part of the target. */
  readonly pays: string;
}

/** What a component pays by the place in one measure. */
export interface ComponentTiers {
  readonly component: string;
  /** A commission pays what is sold, a bonus a part of a target. */
  readonly kind: 'commission' | 'bonus';
  readonly tiers: readonly MeasureTier[];
}

/** So many decimals of a fraction are told. */
const FRACTION_PLACES = 6;

/**
 * The tiers of all components that pay by the place in a measure, commissions first, then in the order of their ids.
 *
 * @example
 * tiersOfMeasure(plan, standing)[0]?.tiers.map(({ fraction, pays }) => [fraction, pays]) // [['0', '8%'], ['1', '12%']]
 */
export function tiersOfMeasure(
  plan: Plan,
  standing: Pick<MeasureStanding, 'measure' | 'unit' | 'quota'>,
): readonly ComponentTiers[] {
  return plan.components
    .flatMap(({ id, measure, mechanism }) => {
      if (measure.id !== standing.measure || !paysByOwnTiers(mechanism)) return [];
      const tiers = tierSteps(mechanism, plan.currency).map((step) => tierOf(step, plan.currency, standing));
      return [{ component: id, kind: mechanism.kind, tiers }];
    })
    .sort((a, b) => compareText(b.kind, a.kind) || compareText(a.component, b.component));
}

function tierOf(
  { from, ofQuota, pays }: TierStep,
  currency: string,
  { unit, quota }: Pick<MeasureStanding, 'unit' | 'quota'>,
): MeasureTier {
  if (ofQuota) return { from: formatPercent(from, 4), fraction: formatRatio(from, FRACTION_PLACES), pays };
  const value = measureAmount(from, unit, currency);
  const whole = quota === null ? null : new Decimal(quota);
  const fraction =
    whole === null || whole.isZero()
      ? null
      : new Decimal(value).div(whole).toDecimalPlaces(FRACTION_PLACES).toString();
  return { from: value, fraction, pays };
}
