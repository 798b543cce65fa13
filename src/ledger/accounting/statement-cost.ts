import { addDays } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
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

/** A part of what a statement pays, in the month in which it was paid or is taken to be. */
export interface StatementPayment {
  readonly month: Month;
  /** Minor units of the statement's currency. */
  readonly amount: bigint;
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
  /** Each month once, in order; none as long as payroll has not confirmed any. */
  readonly payments: readonly StatementPayment[];
  /** What of the first of them is lent: recoverable draws, less what is recovered or forgiven of them. */
  readonly advanced: bigint;
}

/**
 * What a statement costs and pays. What a recoverable draw adds is no cost but lent, until it is recovered or
 * forgiven. Where payroll says what it paid, that is paid, never before the month in which the pay period ends; else
 * what the statement pays is taken to be paid some months after that.
 *
 * @param terms `paidAfter`: how many months after the end of a pay period it is paid where payroll does not say;
 *   `recorded`: what payroll says, `null` where it does not
 *
 * @example
 * statementCost(account, { paidAfter: 1, recorded: null }).payments // [{ month: '2026-04', … }], for 2026-03
 */
export function statementCost(
  { payee, period, currency, totals, owed, plans }: StatementAccount,
  {
    paidAfter,
    recorded,
  }: { readonly paidAfter: number; readonly recorded: readonly StatementPayment[] | null },
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
    payments:
      recorded === null || paid === 0n
        ? [{ month: monthsAfter(month, paidAfter), amount: paid }]
        : byMonth(recorded, month),
    advanced,
  };
}

function byMonth(recorded: readonly StatementPayment[], first: Month): readonly StatementPayment[] {
  const months = new Map<Month, bigint>();
  for (const { month, amount } of recorded) {
    const counted = month < first ? first : month;
    months.set(counted, (months.get(counted) ?? 0n) + amount);
  }
  return [...months].sort(([a], [b]) => compareText(a, b)).map(([month, amount]) => ({ month, amount }));
}
