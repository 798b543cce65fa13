/** The balances of a payee in one currency, cumulative since the first day; minor units, signed. */
export interface Balance {
  readonly earned: bigint;
  readonly payable: bigint;
  /** Earned and not payable yet: `earned − payable`. */
  readonly held: bigint;
  readonly paid: bigint;
  /** What a negative period left to be made up by later ones: `payable − paid`, never above zero. */
  readonly carried: bigint;
}

/** Where every payee starts. */
export const ZERO_BALANCE: Balance = Object.freeze({
  earned: 0n,
  payable: 0n,
  held: 0n,
  paid: 0n,
  carried: 0n,
});

/** What one period did to a balance. */
export interface Movement {
  readonly earned: bigint;
  /** What became payable, less what stopped being so. */
  readonly payable: bigint;
  readonly carriedIn: bigint;
  /** What is paid out: never negative. */
  readonly paid: bigint;
  readonly carried: bigint;
  readonly opening: Balance;
  readonly closing: Balance;
}

/**
 * Moves a balance by what a period earned and what became payable. What is payable is paid together with
 * what was carried in; a negative sum is carried on, never collected and never forgiven.
 *
 * @example
 * moveBalance(ZERO_BALANCE, { earned: -100_000n, payable: -100_000n }).paid // 0n, carried −100_000n
 */
export function moveBalance(
  opening: Balance,
  period: { readonly earned: bigint; readonly payable: bigint },
): Movement {
  const due = period.payable + opening.carried;
  const paid = due > 0n ? due : 0n;
  const carried = due - paid;
  const earned = opening.earned + period.earned;
  const payable = opening.payable + period.payable;
  const closing = { earned, payable, held: earned - payable, paid: opening.paid + paid, carried };
  return { ...period, carriedIn: opening.carried, paid, carried, opening, closing };
}
