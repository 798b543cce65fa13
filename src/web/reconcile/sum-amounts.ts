import { formatMinorUnits, parseMinorUnits } from '../../money/minor-units.js';

/**
 * The sum of exact amounts of a currency.
 *
 * @example
 * sumAmounts(['0.10', '0.20'], 'USD') // '0.30'
 */
export function sumAmounts(amounts: readonly string[], currency: string): string {
  const sum = amounts.reduce((total, amount) => total + minorOf(amount, currency), 0n);
  return formatMinorUnits(sum, currency);
}

/**
 * The sum of exact amounts of a currency, each without its sign: zero only where all are.
 *
 * @example
 * sumWithoutSigns(['-0.10', '0.10'], 'USD') // '0.20'
 */
export function sumWithoutSigns(amounts: readonly string[], currency: string): string {
  return sumAmounts(
    amounts.map((amount) => amount.replace(/^-/, '')),
    currency,
  );
}

/**
 * An amount with its sign turned round.
 *
 * @example
 * negated('12.50') // '-12.50'
 */
export function negated(amount: string): string {
  if (!/[1-9]/.test(amount)) return amount;
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

function minorOf(amount: string, currency: string): bigint {
  const minor = parseMinorUnits(amount, currency);
  // What reports write are amounts of their currencies.
  if (typeof minor === 'string') throw new RangeError(`${amount} is no amount of ${currency}.`);
  return minor;
}
