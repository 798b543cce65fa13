import type { CivilDate } from '../../calendar/civil-date.js';
import { type Advance, forgiveAdvances, makeAdvances, owedOn, recoverAdvances } from './advance.js';
import type { PayPromises } from './pay-promises.js';

/** The balances of a payee in one currency, cumulative since the first day; minor units, signed. */
export interface Balance {
  readonly earned: bigint;
  readonly payable: bigint;
  /** Earned and not payable yet: `earned − payable`. */
  readonly held: bigint;
  readonly guaranteed: bigint;
  /** By draws, recoverable or not. */
  readonly drawn: bigint;
  /** What was added by hand, or, below zero, taken off. */
  readonly adjusted: bigint;
  readonly recovered: bigint;
  readonly paid: bigint;
  /**
   * What a negative period left to be made up by later ones, or, above zero, what exceeded the most that a period
   * pays: `payable + guaranteed + drawn + adjusted − recovered − paid`.
   */
  readonly carried: bigint;
  /** What is owed of each recoverable draw, in the order in which they were first drawn. */
  readonly advances: readonly Advance[];
}

/** Where every payee starts. */
export const ZERO_BALANCE: Balance = Object.freeze({
  earned: 0n,
  payable: 0n,
  held: 0n,
  guaranteed: 0n,
  drawn: 0n,
  adjusted: 0n,
  recovered: 0n,
  paid: 0n,
  carried: 0n,
  advances: Object.freeze([]),
});

/** What is owed of recoverable draws, over one period; `opening + drawn − recovered − forgiven = closing`. */
export interface OwedMovement {
  readonly opening: bigint;
  readonly drawn: bigint;
  readonly recovered: bigint;
  readonly forgiven: bigint;
  readonly closing: bigint;
}

/** What one period did to a balance. */
export interface Movement {
  readonly earned: bigint;
  /** What became payable, less what stopped being so. */
  readonly payable: bigint;
  readonly carriedIn: bigint;
  /** What the guarantee added, never negative. */
  readonly guaranteed: bigint;
  /** What draws added, never negative. */
  readonly drawn: bigint;
  /** What was added by hand, or, below zero, taken off. */
  readonly adjusted: bigint;
  /** What was kept back to make up for draws, never negative. */
  readonly recovered: bigint;
  /** What is paid out: never negative. */
  readonly paid: bigint;
  readonly carried: bigint;
  readonly owed: OwedMovement;
  readonly opening: Balance;
  readonly closing: Balance;
}

/** A pay period and what it earned. */
export interface PeriodEarnings {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly earned: bigint;
  /** What became payable, less what stopped being so. */
  readonly payable: bigint;
  /** What is added by hand, or, below zero, taken off; nothing unless said. */
  readonly adjusted?: bigint;
}

/**
 * Moves a balance by what a pay period earned and what became payable, in this order: what is payable, what was
 * adjusted by hand and what was carried in; a negative sum is carried on, never collected and never forgiven; the guarantee tops up what is left;
 * draws top up what is then there; of what exceeds both, draws are recovered; the rest is paid, up to the most that a
 * period pays, and what exceeds that is carried on.
 *
 * @example
 * moveBalance(ZERO_BALANCE, { ...march, earned: -100_000n, payable: -100_000n }, NO_PROMISES).paid
 * // 0n, carried −100_000n
 */
export function moveBalance(
  opening: Balance,
  { from, to, earned, payable, adjusted = 0n }: PeriodEarnings,
  promises: PayPromises,
): Movement {
  const due = payable + adjusted + opening.carried;
  const left = atLeastZero(due);
  const draw = promises.draws.reduce((sum, { amount }) => sum + amount, 0n);
  const guaranteed = atLeastZero(promises.guaranteed - left);
  const drawn = atLeastZero(draw - left - guaranteed);
  // What a guarantee adds is there to be paid, so it is as safe from recovery as a draw is.
  const excess = atLeastZero(left - (draw > promises.guaranteed ? draw : promises.guaranteed));
  const made = makeAdvances(opening.advances, drawn, promises.draws);
  const { advances: recoveredFrom, recovered } = recoverAdvances(made, excess, from);
  const { advances, forgiven } = forgiveAdvances(recoveredFrom, to);
  const ready = left + guaranteed + drawn - recovered;
  const paid = promises.most === null || ready <= promises.most ? ready : promises.most;
  const carried = due - left + ready - paid;
  const owed = {
    opening: owedOn(opening.advances),
    drawn: owedOn(made) - owedOn(opening.advances),
    recovered,
    forgiven,
    closing: owedOn(advances),
  };
  const closing = {
    earned: opening.earned + earned,
    payable: opening.payable + payable,
    held: opening.held + earned - payable,
    guaranteed: opening.guaranteed + guaranteed,
    drawn: opening.drawn + drawn,
    adjusted: opening.adjusted + adjusted,
    recovered: opening.recovered + recovered,
    paid: opening.paid + paid,
    carried,
    advances,
  };
  const moved = { earned, payable, carriedIn: opening.carried, guaranteed, drawn, adjusted, recovered };
  return { ...moved, paid, carried, owed, opening, closing };
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
