import { addDays } from '../../calendar/civil-date.js';
import { inMinorUnits, rateAt } from '../../engine/events/fx.js';
import type { RecordIndex } from '../../engine/record-index.js';
import { multiplyRatios, ratio, roundRatio } from '../../money/ratio.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { AccrualTotal } from './accrual-totals.js';
import { daysOfMonth, type Month } from './month.js';

/** What commission cost in each month, in minor units of the home currency. */
export interface CommissionByMonth {
  readonly months: ReadonlyMap<Month, bigint>;
  readonly problems: readonly Problem[];
}

/**
 * What commission costs month by month: what is earned and topped up, each currency converted at the rate of the
 * last day of the month. What has no rate counts as nothing and is reported.
 *
 * @param totals sums over all plans and regions; others are not looked at
 *
 * @example
 * commissionByMonth(accrualTotals(accruals), 'USD', index).months.get('2026-01') // 665_000n
 */
export function commissionByMonth(
  totals: readonly AccrualTotal[],
  home: string,
  index: RecordIndex,
): CommissionByMonth {
  const months = new Map<Month, bigint>();
  const problems: Problem[] = [];
  for (const { month, currency, plan, earned, toppedUp } of totals) {
    if (plan !== null || earned + toppedUp === 0n) continue;
    const day = addDays(daysOfMonth(month).to, -1);
    const rate = rateAt(currency, home, day, index);
    if (rate === undefined) {
      const message = `no rate from ${currency} to ${home} is known on ${day}, by which commission is converted`;
      problems.push(problem('missing-rate', message, { hint: 'load it in fx-rates.csv' }));
      continue;
    }
    const exact = multiplyRatios(ratio(earned + toppedUp, 1n), inMinorUnits(rate, currency, home));
    months.set(month, (months.get(month) ?? 0n) + roundRatio(exact, 'half-even'));
  }
  return { months, problems };
}
