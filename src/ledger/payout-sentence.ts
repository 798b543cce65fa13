import { groupedAmount } from '../money/readable-amount.js';
import type { Statement } from './statement.js';

/**
 * What a statement pays in another currency than the plan's, at which rate of which day: as it was closed, or as it is
 * expected before. `null` where it pays no other.
 *
 * @example
 * payoutSentence(statement) // 'Paid 1,234.56 USD = 1,135.80 EUR at 0.92 of 2026-03-31'
 */
export function payoutSentence({
  payout,
  balances,
  currency,
  closed,
}: Pick<Statement, 'payout' | 'balances' | 'currency' | 'closed'>): string | null {
  if (payout === undefined) return null;
  const { currency: other, amount, rate, date } = payout;
  const missing = closed === undefined ? 'is loaded for' : 'was loaded at its closing for';
  const paid = `${closed === undefined ? 'Expected to be paid:' : 'Paid'} ${groupedAmount(balances.paid)} ${currency}`;
  return amount === null || rate === null
    ? `${paid} in ${other}; no rate from ${currency} to ${other} ${missing} ${date}`
    : `${paid} = ${groupedAmount(amount)} ${other} at ${rate} of ${date}`;
}
