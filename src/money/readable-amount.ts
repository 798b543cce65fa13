import { formatRatio, type Ratio } from './ratio.js';

/**
 * A decimal amount with its thousands apart, as people read it.
 *
 * @example
 * groupedAmount('-1234567.80') // '-1,234,567.80'
 */
export function groupedAmount(amount: string): string {
  const [whole = '', decimals] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

const MOST_PLACES = 8;

/**
 * An exact amount as people read it: thousands apart, with at least so many decimals, and with more where
 * the amount has them.
 *
 * @example
 * readableAmount(ratio(80_000n, 1n), 2) // '80,000.00'
 * readableAmount(ratio(600_006n, 1_000n), 2) // '600.006'
 */
export function readableAmount(amount: Ratio, leastPlaces: number): string {
  const text = formatRatio(amount, MOST_PLACES);
  const [whole = '0', decimals = ''] = text.split('.');
  if (leastPlaces === 0 && decimals === '') return groupedAmount(whole);
  return groupedAmount(`${whole}.${decimals.padEnd(leastPlaces, '0')}`);
}
