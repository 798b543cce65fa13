/**
 * The greatest integer that divides both; never negative, and 0 only of two zeros.
 *
 * @example
 * greatestCommonDivisor(12n, -18n) // 6n
 */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a;
  let smaller = b < 0n ? -b : b;
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/**
 * The least integer that two positive integers divide.
 *
 * @example
 * leastCommonMultiple(4n, 6n) // 12n
 */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}
