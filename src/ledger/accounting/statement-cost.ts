import { addDays } from '../../calendar/civil-date.js';
import type { PostedOwed, PostedPeriod, StatementTotals } from '../posted-statement.js';
import { type Month, monthOf, monthsAfter } from './month.js';

/** What accounting reads of a statement, in minor units of its currency. */
export interface StatementAccount {
  readonly payee: string;
  readonly period: PostedPeriod;
  readonly currency: string;
  readonly totals: StatementTotals;
  /** What is owed of recoverable draws; `null` where nothing is and nothing was. */
  readonly owed: PostedOwed | null;
  /** The plans in the currency that the payee is on in the period, in order. */
  readonly plans: readonly string[];
}

/** What a statement costs beyond what is earned, and what it pays, in the months in which they count. */
export interface StatementCost {
  readonly payee: string;
  readonly currency: string;
  readonly plans: readonly string[];
  /** The month in which the pay period ends. */
  readonly month: Month;
  /** What guarantees, draws that are kept, and adjustments add to what is earned. */
  readonly toppedUp: bigint;
  /** The month in which it is paid. */
  readonly paidIn: Month;
  readonly paid: bigint;
  /** What of it is lent: recoverable draws, less what is recovered or forgiven of them. */
  readonly advanced: bigint;
}

/**
 * What a statement costs and pays. What a recoverable draw adds is no cost but lent, until it is recovered or
 * forgiven.
 *
 * @param paidAfter how many months after the end of a pay period it is paid
 *
 * @example
 * statementCost(account, 1).paidIn // '2026-04', for the pay period 2026-03
 */
export function statementCost(
  { payee, period, currency, totals, owed, plans }: StatementAccount,
  paidAfter: number,
): StatementCost {
  const { drawn, guaranteed, adjusted, recovered, paid } = totals;
  const month = monthOf(addDays(period.to, -1));
  const advanced = owed === null ? 0n : owed.drawn - recovered - owed.forgiven;
  return {
    payee,
    currency,
    plans,
    month,
    toppedUp: drawn + guaranteed + adjusted - recovered - advanced,
    paidIn: monthsAfter(month, paidAfter),
    paid,
    advanced,
  };
}
