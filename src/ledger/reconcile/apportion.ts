import { type Ratio, ratio, subtractRatios } from '../../money/ratio.js';

/**
 * Whole amounts for exact ones, so that they sum to a total: each is rounded down, and what is left of the total
 * goes one unit each to the largest remainders, ties to the first. An exact amount of zero stays zero as long as
 * there is another one.
 *
 * @param total what the amounts sum to, within one unit for each
 *
 * @example
 * apportion(100n, [ratio(100n, 3n), ratio(100n, 3n), ratio(100n, 3n)]) // [34n, 33n, 33n]
 */
export function apportion(total: bigint, exact: readonly Ratio[]): readonly bigint[] {
  const parts = exact.map(({ numerator, denominator }) => floorOf(numerator, denominator));
  let left = parts.reduce((rest, part) => rest - part, total);
  const places = exact.flatMap(({ numerator }, place) => (numerator === 0n ? [] : [place]));
  const order = (places.length > 0 ? places : exact.map((_, place) => place)).sort((a, b) =>
    compareRemainders(exact[b], exact[a]),
  );
  const step = left < 0n ? -1n : 1n;
  if (left < 0n) order.reverse();
  for (let turn = 0; left !== 0n && order.length > 0; turn += 1, left -= step) {
    const place = order[turn % order.length] ?? 0;
    parts[place] = (parts[place] ?? 0n) + step;
  }
  return parts;
}

function compareRemainders(a: Ratio | undefined, b: Ratio | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const difference = subtractRatios(remainderOf(a), remainderOf(b)).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function remainderOf({ numerator, denominator }: Ratio): Ratio {
  return ratio(numerator - floorOf(numerator, denominator) * denominator, denominator);
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}
