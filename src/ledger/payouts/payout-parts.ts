import { compareText } from '../../engine/record-index.js';
import type { Problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { groupedBy } from '../grouped-by.js';
import type { OpenItem } from './open-items.js';
import type { PayoutBatch } from './payout-batch.js';
import { missingPayoutRate } from './statement-payout.js';

/** What is paid together: in one currency and at one rate. */
export interface PayoutPart extends Pick<PayoutBatch, 'currency' | 'converted'> {
  readonly items: readonly OpenItem[];
}

/**
 * Parts what is to be paid by the currency that is paid, the plan's first: payroll takes a file in one currency. All or
 * nothing: where a rate is missing, that is the problem, and nothing is paid.
 *
 * @param items of statements in one currency
 * @param planCurrency that of the statements
 * @example
 * payoutParts(items, 'USD') // parts in USD and, at 0.92, in EUR
 */
export function payoutParts(items: readonly OpenItem[], planCurrency: string): Result<readonly PayoutPart[]> {
  const byRate = groupedBy(items, ({ payout }) =>
    payout === undefined ? '' : [payout.currency, payout.date, payout.rate].join(' '),
  );
  const parts: PayoutPart[] = [];
  const problems: Problem[] = [];
  for (const [, own] of [...byRate].sort(([a], [b]) => compareText(a, b))) {
    const payout = own[0]?.payout;
    if (payout === undefined) parts.push({ currency: planCurrency, items: own });
    else if (payout.rate === null) {
      const subject = own.map(({ payee }) => `payee ${payee}`).join(', ');
      problems.push(missingPayoutRate(planCurrency, payout, { severity: 'error', subject }));
    } else {
      const { currency, date, rate } = payout;
      parts.push({ currency, converted: { planCurrency, rate, date }, items: own.map(paidItem) });
    }
  }
  return problems.length > 0 ? failed(problems) : ok(parts);
}

/** An item with what is paid in place of what the statement says. */
function paidItem(item: OpenItem): OpenItem {
  return { ...item, amount: item.payout?.amount ?? 0n, planAmount: item.amount };
}
