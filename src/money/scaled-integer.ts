import { parseDecimal } from './decimal.js';

/**
 * Writes an integer that counts units of `10^-digits` as a decimal, with all
 * of its decimals.
 *
 * @example
 * formatScaled(-5n, 2) // '-0.05'
 * formatScaled(500n, 0) // '500'
 */
export function formatScaled(value: bigint, digits: number): string {
  if (digits === 0) return value.toString();
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Decimal text as an integer that counts units of `10^-places`, the other way round. Decimals beyond that are
 * cut off: whoever takes a text in allows no more of them. What is no number counts as nothing.
 *
 * @example
 * scaledInteger('-0.05', 2) // -5n
 * scaledInteger('1.5', 6) // 1_500_000n
 */
export function scaledInteger(text: string, places: number): bigint {
  if (parseDecimal(text) === undefined) return 0n;
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.slice(0, places).padEnd(places, '0'));
}
