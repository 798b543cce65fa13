import type { Unit } from '../engine/measure.js';
import { minorDigits } from '../money/currency.js';
import { formatRatio, type Ratio, ratio } from '../money/ratio.js';
import { QUANTITY_PLACES } from '../records/field.js';

/**
 * An exact amount of a measure as decimal text: money to the minor unit, units as they are.
 *
 * @param amount minor units, or millionths of units
 * @example
 * measureAmount(ratio(1_240_000n, 1n), 'money', 'USD') // '12400.00'
 */
export function measureAmount(amount: Ratio, unit: Unit, currency: string): string {
  const places = unit === 'money' ? minorDigits(currency) : QUANTITY_PLACES;
  const major = ratio(amount.numerator, amount.denominator * 10n ** BigInt(places));
  const text = formatRatio(major, places);
  if (unit === 'units' || places === 0) return text;
  const [whole = '0', decimals = ''] = text.split('.');
  return `${whole}.${decimals.padEnd(places, '0')}`;
}
