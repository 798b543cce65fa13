import { earlier } from '../../calendar/civil-date.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import type { Problem } from '../../problems/problem.js';
import type { Calculation, PayeeBook } from '../calculate.js';
import { type Due, dueAsOf } from '../due.js';
import { type Balance, type Movement, moveBalance, ZERO_BALANCE } from './balance.js';
import { type PayGroup, payGroups, periodsOf } from './pay-groups.js';
import { promisesIn } from './pay-promises.js';

/** What a pay period pays in a currency, and what was missing to tell. */
export interface PaidPeriod {
  readonly period: PayPeriod;
  readonly currency: string;
  readonly movement: Movement;
  readonly problems: readonly Problem[];
}

/**
 * What every pay period of a payee pays, in the order in which they end: what statements come to, without their
 * lines.
 *
 * @example
 * paidPeriods(calculation, payee)[0]?.movement.paid // 300_000n
 */
export function paidPeriods(calculation: Calculation, payee: PayeeBook): readonly PaidPeriod[] {
  const balances = new Map<string, Balance>();
  const before = new Map<PayGroup, Pick<Movement, 'earned' | 'payable'>>();
  return periodsOf(calculation, payGroups(payee)).map(({ group, period }) => {
    const through = earlier(period.to, calculation.through);
    const now = sumsOf(dueAsOf(calculation, payee, through, (book) => group.books.includes(book)));
    const last = before.get(group) ?? { earned: 0n, payable: 0n };
    before.set(group, now);
    const earned = now.earned - last.earned;
    const payable = now.payable - last.payable;
    const promises = promisesIn(group.books, period, calculation.crediting);
    const balance = balances.get(group.currency) ?? ZERO_BALANCE;
    const movement = moveBalance(balance, { ...period, earned, payable }, promises);
    balances.set(group.currency, movement.closing);
    return { period, currency: group.currency, movement, problems: promises.problems };
  });
}

function sumsOf({ components }: Due): Pick<Movement, 'earned' | 'payable'> {
  const payables = components.flatMap((each) => each.payables);
  return {
    earned: payables.reduce((sum, { earned }) => sum + earned, 0n),
    payable: payables.reduce((sum, { payable }) => sum + payable, 0n),
  };
}
