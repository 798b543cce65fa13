import { shareOut } from '../../money/share-out.js';
import type { EarnedAmount } from './earned-amount.js';

/**
 * Shares what belongs to no contract, as a bonus, out over the contracts by what they were credited, to the minor
 * unit: the largest remainders get what is left over. A contract that was credited nothing gets nothing, and
 * where none was credited anything it stays as it is.
 *
 * @param credits what each deal was credited, in any one unit
 *
 * @example
 * allocateToContracts(bonus, new Map([['D-1', 70n], ['D-2', 30n]])).map(({ amount }) => amount) // [3500n, 1500n]
 */
export function allocateToContracts(
  earned: EarnedAmount,
  credits: ReadonlyMap<string, bigint>,
): readonly EarnedAmount[] {
  const parts = [...credits].flatMap(([key, weight]) => (weight > 0n ? [{ key, weight }] : []));
  if (earned.deal !== null || parts.length === 0) return [earned];
  return [...shareOut(earned.amount, parts)].flatMap(([deal, amount]) =>
    amount === 0n ? [] : [{ ...earned, deal, amount }],
  );
}
