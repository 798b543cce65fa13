import { minorDigits } from './currency.js';
import { formatScaled } from './scaled-integer.js';

const PLAIN_AMOUNT = /^(-?\d+)(?:\.(\d+))?$/;

/**
 * Reads an amount of money as an integer of the currency's minor units.
 *
 * More decimals than the currency has are refused even when they are zeros:
 * such an amount was written for another currency. Throws a `RangeError` for
 * an unknown currency.
 *
 * @example
 * parseMinorUnits('8700.5', 'USD') // 870050n
 * parseMinorUnits('8700.005', 'USD') // 'too-many-decimals'
 * parseMinorUnits('8,700', 'USD') // 'not-a-number'
 */
export function parseMinorUnits(
  text: string,
  currency: string,
): bigint | 'not-a-number' | 'too-many-decimals' {
  const digits = minorDigits(currency);
  const match = PLAIN_AMOUNT.exec(text);
  if (match === null) return 'not-a-number';
  const [, whole = '', decimals = ''] = match;
  if (decimals.length > digits) return 'too-many-decimals';
  return BigInt(whole + decimals.padEnd(digits, '0'));
}

/**
 * Writes minor units as a decimal amount, with all decimals of the currency
 * and without its code. Throws a `RangeError` for an unknown currency.
 *
 * @example
 * formatMinorUnits(870000n, 'USD') // '8700.00'
 * formatMinorUnits(-5n, 'USD') // '-0.05'
 * formatMinorUnits(500n, 'JPY') // '500'
 */
export function formatMinorUnits(minor: bigint, currency: string): string {
  return formatScaled(minor, minorDigits(currency));
}
