import { divideRounded, type Rounding } from './rounding.js';

/**
 * One who takes part in sharing out, and the weight of the part.
 *
 * @example
 * const part: WeightedPart = { key: 'ada', weight: 2n }
 */
export interface WeightedPart {
  readonly key: string;
  readonly weight: bigint;
}

/**
 * Shares out an amount that is already rounded, in proportion to the weights,
 * so that the shares sum to it exactly: everyone gets the whole units of their
 * exact share, and the units left over go one each to the largest remainders,
 * ties to the smaller key by code unit.
 *
 * A negative total gives the negatives of what the positive one gives. Where
 * the weights sum to zero there is no proportion, and the parts are equal. A
 * key that is given twice gets both shares. No parts, no shares: the map is
 * empty and the total stays with the caller.
 *
 * @example
 * shareOut(100n, [{ key: 'ada', weight: 1n }, { key: 'ben', weight: 1n }, { key: 'cy', weight: 1n }])
 * // Map { 'ada' => 34n, 'ben' => 33n, 'cy' => 33n }
 */
export function shareOut(total: bigint, parts: readonly WeightedPart[]): Map<string, bigint> {
  const sum = parts.reduce((weights, part) => weights + part.weight, 0n);
  if (sum === 0n) return parts.length === 0 ? new Map() : shareOut(total, equalParts(parts));
  const sign = total < 0n ? -1n : 1n;
  const shares = parts.map((part) => exactShare(part, total * sign, sum));
  const left = shares.reduce((rest, share) => rest - share.units, total * sign);
  const byRemainder = [...shares].sort(byLargestRemainder);
  const lucky = new Set(byRemainder.slice(0, Number(left)));
  const result = new Map<string, bigint>();
  for (const share of shares) {
    const units = sign * (share.units + (lucky.has(share) ? 1n : 0n));
    result.set(share.key, (result.get(share.key) ?? 0n) + units);
  }
  return result;
}

/**
 * Splits a total over a sequence of weights so that every running sum is the
 * rounded exact running sum: entry i is `round(total × cum(i) ÷ denominator) −
 * round(total × cum(i−1) ÷ denominator)`. The entries sum to the rounded total
 * share of all weights, whatever was rounded on the way.
 *
 * A denominator of zero throws a `RangeError`, unless there are no weights.
 *
 * @example
 * telescope(100n, [1n, 1n, 1n], 3n, 'half-even') // [33n, 34n, 33n]
 */
export function telescope(
  total: bigint,
  weights: readonly bigint[],
  denominator: bigint,
  rounding: Rounding,
): bigint[] {
  let cumulated = 0n;
  let before = 0n;
  return weights.map((weight) => {
    cumulated += weight;
    const after = divideRounded(total * cumulated, denominator, rounding);
    const entry = after - before;
    before = after;
    return entry;
  });
}

interface ExactShare {
  readonly key: string;
  readonly units: bigint;
  /** What is left of the exact share beyond its whole units, as a numerator over the same denominator for all parts; at least 0. */
  readonly remainder: bigint;
}

function exactShare(part: WeightedPart, total: bigint, sum: bigint): ExactShare {
  const denominator = sum < 0n ? -sum : sum;
  const numerator = total * (sum < 0n ? -part.weight : part.weight);
  // Division of bigints truncates; the floor keeps remainders of negative weights comparable.
  const truncated = numerator % denominator;
  const remainder = truncated < 0n ? truncated + denominator : truncated;
  return { key: part.key, units: (numerator - remainder) / denominator, remainder };
}

function byLargestRemainder(a: ExactShare, b: ExactShare): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function equalParts(parts: readonly WeightedPart[]): WeightedPart[] {
  return parts.map(({ key }) => ({ key, weight: 1n }));
}
