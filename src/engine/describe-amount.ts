import { minorDigits } from '../money/currency.js';
import { type Ratio, ratio } from '../money/ratio.js';
import { readableAmount } from '../money/readable-amount.js';
import { QUANTITY_PLACES } from '../records/field.js';
import type { Unit } from './measure.js';

/**
 * How an exact amount reads: money with its currency, or units. The amount is in minor units or millionths.
 *
 * @example
 * describeAmount(ratio(8_000_000n, 1n), 'money', 'USD') // '80,000.00 USD'
 */
export function describeAmount(amount: Ratio, unit: Unit, currency: string): string {
  const places = unit === 'money' ? minorDigits(currency) : QUANTITY_PLACES;
  const major = ratio(amount.numerator, amount.denominator * 10n ** BigInt(places));
  const text = readableAmount(major, unit === 'money' ? places : 0);
  if (unit === 'money') return `${text} ${currency}`;
  return text === '1' ? '1 unit' : `${text} units`;
}
