import { type Decimal, formatDecimal } from './decimal.js';
import { greatestCommonDivisor } from './divisors.js';
import { divideRounded, type Rounding } from './rounding.js';
import { formatScaled } from './scaled-integer.js';

/**
 * An exact fraction, such as an attainment or a rate. Always reduced, with a
 * denominator above zero, so that equal ratios have equal members; make one
 * with {@link ratio}.
 *
 * @example
 * const half: Ratio = ratio(1n, 2n)
 */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The ratio of two integers, reduced. A denominator of zero throws a
 * `RangeError`.
 *
 * @example
 * ratio(6n, -4n) // { numerator: -3n, denominator: 2n }
 */
export function ratio(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) throw new RangeError('a ratio needs a denominator other than zero');
  const divisor = greatestCommonDivisor(numerator, denominator);
  const signed = denominator < 0n ? -divisor : divisor;
  return Object.freeze({ numerator: numerator / signed, denominator: denominator / signed });
}

/**
 * Nothing, as a ratio.
 *
 * @example
 * const sum = ratios.reduce(addRatios, ZERO_RATIO)
 */
export const ZERO_RATIO: Ratio = ratio(0n, 1n);

/**
 * The whole, as a ratio.
 *
 * @example
 * const product = ratios.reduce(multiplyRatios, ONE_RATIO)
 */
export const ONE_RATIO: Ratio = ratio(1n, 1n);

/**
 * The exact ratio that a decimal is. Throws a `RangeError` for NaN and
 * infinities.
 *
 * @example
 * ratioFromDecimal(new Decimal('0.08')) // 2/25
 */
export function ratioFromDecimal(decimal: Decimal): Ratio {
  const [whole = '0', decimals = ''] = formatDecimal(decimal).split('.');
  return ratio(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

/**
 * The sum of two ratios.
 *
 * @example
 * addRatios(ratio(1n, 2n), ratio(1n, 3n)) // 5/6
 */
export function addRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/**
 * The sum of ratios; zero of none. It is reduced once: where denominators differ, reducing after each addition
 * costs far more than adding.
 *
 * @example
 * sumRatios([ratio(1n, 2n), ratio(1n, 3n), ratio(1n, 6n)]) // 1/1
 */
export function sumRatios(ratios: readonly Ratio[]): Ratio {
  const { numerator, denominator } = unreducedSum(ratios, 0, ratios.length);
  return ratio(numerator, denominator);
}

/** Adds halves, so that the large integers meet only at the end. */
function unreducedSum(ratios: readonly Ratio[], from: number, to: number): Ratio {
  if (to - from < 2) return ratios[from] === undefined || from === to ? ZERO_RATIO : ratios[from];
  const middle = (from + to) >> 1;
  const a = unreducedSum(ratios, from, middle);
  const b = unreducedSum(ratios, middle, to);
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/**
 * The first ratio less the second.
 *
 * @example
 * subtractRatios(ratio(1n, 2n), ratio(1n, 3n)) // 1/6
 */
export function subtractRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

/**
 * The product of two ratios.
 *
 * @example
 * multiplyRatios(ratio(2n, 3n), ratio(3n, 4n)) // 1/2
 */
export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

/**
 * The first ratio divided by the second. A second of zero throws a
 * `RangeError`.
 *
 * @example
 * divideRatios(ratio(1n, 2n), ratio(3n, 4n)) // 2/3
 */
export function divideRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

/**
 * Below zero when the first is smaller, above zero when it is greater, zero
 * when they are equal.
 *
 * @example
 * compareRatios(ratio(1n, 2n), ratio(2n, 3n)) // -1
 */
export function compareRatios(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * The ratio as a whole number.
 *
 * @example
 * roundRatio(ratio(5n, 2n), 'half-even') // 2n
 */
export function roundRatio(value: Ratio, rounding: Rounding): bigint {
  return divideRounded(value.numerator, value.denominator, rounding);
}

/**
 * The ratio as a decimal text with at most so many decimals, rounded half to
 * even, trailing zeros left out. For reading; calculations keep the ratio.
 *
 * @example
 * formatRatio(ratio(2n, 3n), 4) // '0.6667'
 */
export function formatRatio(value: Ratio, places: number): string {
  return decimalText(value, places, 'half-even');
}

function decimalText(value: Ratio, places: number, rounding: Rounding): string {
  const scaled = divideRounded(value.numerator * 10n ** BigInt(places), value.denominator, rounding);
  const text = formatScaled(scaled, places);
  return places === 0 ? text : text.replace(/\.?0+$/, '');
}

/**
 * The ratio as a percent, with at most so many decimals (two unless said
 * otherwise), rounded half to even.
 *
 * @example
 * formatPercent(ratio(13n, 10n)) // '130%'
 * formatPercent(ratio(34n, 35n)) // '97.14%'
 */
export function formatPercent(value: Ratio, places = 2): string {
  return `${formatRatio(multiplyRatios(value, HUNDRED), places)}%`;
}

/**
 * How far something has come, as a percent with at most so many decimals. What is more is cut off, never rounded up:
 * 99.996 % of a quota is not there yet, and does not pay as 100 % does.
 *
 * @example
 * formatReached(ratio(99_996n, 100_000n)) // '99.99%'
 */
export function formatReached(value: Ratio, places = 2): string {
  return `${decimalText(multiplyRatios(value, HUNDRED), places, 'down')}%`;
}

const HUNDRED: Ratio = ratio(100n, 1n);
