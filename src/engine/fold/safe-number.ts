import { divideRounded, type Rounding } from '../../money/rounding.js';

/**
 * The largest magnitude that is exact in a number. Whoever folds in numbers checks each sum against it, and
 * leaves a payee whose sums go beyond it to the engine's integers.
 *
 * @example
 * Math.abs(sum) <= MOST_EXACT
 */
export const MOST_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * As `divideRounded`, for whole numbers that are exact; the denominator is positive.
 *
 * @example
 * divideExactly(5, 2, 'half-even') // 2
 * divideExactly(-5, 2, 'half-up') // -3
 */
export function divideExactly(numerator: number, denominator: number, rounding: Rounding): number {
  const remainder = numerator % denominator;
  // Both are whole and the remainder is exact, so that the quotient is.
  const quotient = (numerator - remainder) / denominator;
  if (remainder === 0 || rounding === 'down') return quotient;
  const magnitude = remainder < 0 ? -remainder : remainder;
  // Twice the remainder might not be exact, the other part of the denominator is.
  const rest = denominator - magnitude;
  const away = magnitude === rest ? tieGoesAway(quotient, rounding) : magnitude > rest;
  if (!away) return quotient;
  return numerator < 0 ? quotient - 1 : quotient + 1;
}

function tieGoesAway(quotient: number, rounding: Rounding): boolean {
  return rounding === 'half-up' || (rounding === 'half-even' && quotient % 2 !== 0);
}

/**
 * A bigint as a number, where it is exact.
 *
 * @example
 * exactNumber(2n ** 60n) // null
 */
export function exactNumber(value: bigint): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

/**
 * A part of an amount, rounded: the amount times a numerator, divided by a denominator above zero, all of them
 * whole and exact. The product need not be.
 *
 * @example
 * partOf(100, 1, 3, 'half-even') // 33
 */
export function partOf(amount: number, numerator: number, denominator: number, rounding: Rounding): number {
  const product = amount * numerator;
  if (Math.abs(product) <= MOST_EXACT) return divideExactly(product, denominator, rounding);
  return Number(divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator), rounding));
}
