import { type ClosedRange, daysIn } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import { multiplyRatios, type Ratio, ratio } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { TargetIncentive } from '../../records/record-kinds.js';
import type { Segment } from '../credits/segment.js';
import { daysAway } from './days-away.js';
import {
  type ActiveTerms,
  coveredMonths,
  type MonthAmount,
  type WindowAmount,
  windowAmount,
} from './window-amounts.js';

/** What a target incentive is read by. */
export interface IncentiveTerms extends ActiveTerms {
  readonly currency: string;
  /** The currency of amounts that name none. */
  readonly homeCurrency: string;
  /** A twelfth of the year in each month, or the part of its days in the fiscal year. */
  readonly spread: 'months' | 'days';
  readonly calendar: FiscalCalendar;
}

/**
 * How the target incentive of a segment is read.
 *
 * @example
 * windowTargetIncentive(incentives, window, active, incentiveTerms(segment, company))
 */
export function incentiveTerms(
  segment: Pick<Segment, 'plan' | 'absences'>,
  company: Company,
): IncentiveTerms {
  const { currency, proration, targetIncentive } = segment.plan;
  const { homeCurrency } = company;
  const away = daysAway(segment, 'target');
  return { currency, homeCurrency, proration, away, spread: targetIncentive, calendar: company };
}

/**
 * The target incentive of a window in minor units: a twelfth of the year's amount for each month, a change in
 * mid-month by days; or all of it by days.
 *
 * @returns `null` when none is loaded for the window in the plan's currency
 */
export function windowTargetIncentive(
  incentives: readonly TargetIncentive[],
  window: ClosedRange,
  active: ClosedRange,
  terms: IncentiveTerms,
): WindowAmount | null {
  const months = incentives
    .filter(({ currency }) => (currency ?? terms.homeCurrency) === terms.currency)
    .flatMap((incentive) =>
      coveredMonths(incentive, window).map((month) => ({
        ...month,
        amount: multiplyRatios(ratio(incentive.amount, 1n), partOfYear(month, terms)),
      })),
    );
  return windowAmount(months, window, active, terms);
}

function partOfYear(
  { cover, part }: Omit<MonthAmount, 'amount'>,
  { spread, calendar }: IncentiveTerms,
): Ratio {
  if (spread !== 'days') return multiplyRatios(part, ratio(1n, 12n));
  const year = windowContaining('year', cover.from, calendar);
  return ratio(BigInt(daysIn(cover)), BigInt(daysIn(year)));
}
