import type { ReaderFormat } from '../format/reader-format.js';

/**
 * An amount of money. What is negative has a wide minus and another colour.
 *
 * @param bare without the currency, where a column or the page names it
 * @example
 * <Amount format={format} amount="-1200.50" currency="USD" />
 */
export function Amount({
  format,
  amount,
  currency,
  bare = false,
}: {
  readonly format: ReaderFormat;
  readonly amount: string;
  readonly currency: string;
  readonly bare?: boolean;
}) {
  return (
    <data class={amount.startsWith('-') ? 'amount is-negative' : 'amount'} value={amount}>
      {bare ? format.amount(amount, currency) : format.money(amount, currency)}
    </data>
  );
}
