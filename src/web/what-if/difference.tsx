import type { ReaderFormat } from '../format/reader-format.js';

/**
 * A difference of money: what is more has a plus.
 *
 * @example
 * <Difference format={format} amount="4320.00" currency="USD" /> // +$4,320.00
 */
export function Difference({
  format,
  amount,
  currency,
}: {
  readonly format: ReaderFormat;
  readonly amount: string;
  readonly currency: string;
}) {
  const isMore = /[1-9]/.test(amount) && !amount.startsWith('-');
  return (
    <data class={amount.startsWith('-') ? 'amount is-negative' : 'amount'} value={amount}>
      {isMore ? '+' : ''}
      {format.money(amount, currency)}
    </data>
  );
}
