import { compareRatios, type Ratio, ratio } from '../../money/ratio.js';
import type { AccountingPeriod } from './accounting-period.js';
import type { Month } from './month.js';
import type { Sales } from './sales-by-month.js';

/** What sales cost in a period, in minor units of the home currency, and against what. */
export interface CostMeasures extends Sales {
  readonly period: string;
  readonly commission: bigint;
  /** What sales cost besides: salaries, travel and so on. */
  readonly otherCosts: bigint;
  /** `null` where there is nothing to divide by, here as below. */
  readonly ofBookings: Ratio | null;
  readonly ofRevenue: Ratio | null;
  readonly ofCash: Ratio | null;
  /** All cost of sales for 1 of revenue. */
  readonly expenseToRevenue: Ratio | null;
  /** Whether that has reached the ratio at which it is flagged. */
  readonly isFlagged: boolean;
}

/** What {@link costMeasures} goes by, each by month. */
export interface CostsAndSales {
  readonly commission: ReadonlyMap<Month, bigint>;
  readonly otherCosts: ReadonlyMap<Month, bigint>;
  readonly sales: ReadonlyMap<Month, Sales>;
}

/** From here on the ratio of expense to revenue is flagged, unless somebody says otherwise. */
export const FLAGGED_AT: Ratio = ratio(60n, 100n);

/**
 * What sales cost period by period: commission against bookings, revenue and cash, and all cost of sales against
 * revenue.
 *
 * @example
 * costMeasures(costsAndSales, periods)[0]?.ofRevenue // 3/20
 */
export function costMeasures(
  { commission, otherCosts, sales }: CostsAndSales,
  periods: readonly AccountingPeriod[],
  flaggedAt: Ratio = FLAGGED_AT,
): readonly CostMeasures[] {
  return periods.map(({ id, from, to }) => {
    const within = (month: Month) => from <= month && month < to;
    const sold = (figure: keyof Sales) =>
      sum([...sales].map(([month, each]) => (within(month) ? each[figure] : 0n)));
    const spent = (costs: ReadonlyMap<Month, bigint>) =>
      sum([...costs].map(([month, amount]) => (within(month) ? amount : 0n)));
    const figures = { bookings: sold('bookings'), revenue: sold('revenue'), cash: sold('cash') };
    const costs = { commission: spent(commission), otherCosts: spent(otherCosts) };
    const expenseToRevenue = divided(costs.commission + costs.otherCosts, figures.revenue);
    return {
      period: id,
      ...figures,
      ...costs,
      ofBookings: divided(costs.commission, figures.bookings),
      ofRevenue: divided(costs.commission, figures.revenue),
      ofCash: divided(costs.commission, figures.cash),
      expenseToRevenue,
      isFlagged: expenseToRevenue !== null && compareRatios(expenseToRevenue, flaggedAt) >= 0,
    };
  });
}

/** A share of nothing, or of less, says nothing. */
function divided(amount: bigint, by: bigint): Ratio | null {
  return by <= 0n ? null : ratio(amount, by);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
