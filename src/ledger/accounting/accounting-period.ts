import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { type PayFrequency, payPeriodsIn } from '../../calendar/pay-period.js';
import { daysOfMonth, type Month, monthOf } from './month.js';

/** What figures are summed over: calendar months, or the quarters and years of the company. */
export const ACCOUNTING_SPANS = ['month', 'quarter', 'year'] as const;

/** One of {@link ACCOUNTING_SPANS}. */
export type AccountingSpan = (typeof ACCOUNTING_SPANS)[number];

/** A period that figures are summed over, such as `2026-Q1`, with its first month and the first after it. */
export interface AccountingPeriod {
  readonly id: string;
  readonly from: Month;
  readonly to: Month;
}

const FREQUENCIES: Readonly<Record<AccountingSpan, PayFrequency>> = {
  month: 'monthly',
  quarter: 'quarterly',
  year: 'annual',
};

/**
 * The periods from the one with a month to the one with another, in order; none where the second is earlier.
 *
 * @example
 * accountingPeriods('2026-01', '2026-04', 'quarter', company).map(({ id }) => id) // ['2026-Q1', '2026-Q2']
 */
export function accountingPeriods(
  first: Month,
  last: Month,
  span: AccountingSpan,
  calendar: FiscalCalendar,
): readonly AccountingPeriod[] {
  const { from } = daysOfMonth(first);
  return payPeriodsIn(FREQUENCIES[span], from, daysOfMonth(last).to, calendar).map((period) => ({
    id: period.id,
    from: monthOf(period.from),
    to: monthOf(period.to),
  }));
}
