/**
 * The ways a plan can round, in the words of the rule language.
 *
 * @example
 * z.enum(ROUNDINGS)
 */
export const ROUNDINGS = ['half-even', 'half-up', 'half-down', 'down'] as const;

/**
 * How to round to a whole number. All four treat negatives as the mirror image
 * of positives, so that a reversal rounds to exactly what it reverses.
 *
 * - `half-even`: to the nearest; a tie goes to the even neighbour
 * - `half-up`: to the nearest; a tie goes away from zero
 * - `half-down`: to the nearest; a tie goes toward zero
 * - `down`: toward zero
 *
 * @example
 * const rounding: Rounding = 'half-even'
 */
export type Rounding = (typeof ROUNDINGS)[number];

/**
 * The quotient of two integers, rounded to a whole number. The denominator may
 * be negative; a denominator of zero throws a `RangeError`.
 *
 * @example
 * divideRounded(5n, 2n, 'half-even') // 2n
 * divideRounded(5n, 2n, 'half-up') // 3n
 * divideRounded(-5n, 2n, 'half-up') // -3n
 */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n || rounding === 'down') return quotient;
  const twice = 2n * magnitude(remainder);
  const whole = magnitude(denominator);
  const awayFromZero = twice === whole ? tieGoesAway(quotient, rounding) : twice > whole;
  if (!awayFromZero) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

function tieGoesAway(quotient: bigint, rounding: Rounding): boolean {
  return rounding === 'half-up' || (rounding === 'half-even' && quotient % 2n !== 0n);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
