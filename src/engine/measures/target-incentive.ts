import type { ClosedRange } from '../../calendar/date-range.js';
import type { Proration } from '../../calendar/proration.js';
import { multiplyRatios, ratio } from '../../money/ratio.js';
import type { TargetIncentive } from '../../records/record-kinds.js';
import { coveredMonths, type WindowAmount, windowAmount } from './window-amounts.js';

/**
 * The target incentive of a window in minor units: a twelfth of the year's amount for each month, a change in
 * mid-month by days.
 *
 * @param terms `homeCurrency` is that of amounts which name none
 * @returns `null` when none is loaded for the window in the plan's currency
 */
export function windowTargetIncentive(
  incentives: readonly TargetIncentive[],
  window: ClosedRange,
  active: ClosedRange,
  terms: { readonly currency: string; readonly proration: Proration; readonly homeCurrency: string },
): WindowAmount | null {
  const months = incentives
    .filter(({ currency }) => (currency ?? terms.homeCurrency) === terms.currency)
    .flatMap((incentive) =>
      coveredMonths(incentive, window).map((month) => ({
        ...month,
        amount: multiplyRatios(ratio(incentive.amount, 12n), month.part),
      })),
    );
  return windowAmount(months, window, active, terms.proration);
}
