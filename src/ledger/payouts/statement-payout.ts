import type { CivilDate } from '../../calendar/civil-date.js';
import { rateInForce } from '../../engine/events/fx.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { FxRate } from '../../records/record-kinds.js';
import type { PostedPayout } from '../posted-statement.js';
import { convertPayout } from './convert-payout.js';

/** What a statement pays, and in which currency it is to be paid. */
export interface DuePayout {
  /** Minor units of the plan's currency. */
  readonly paid: bigint;
  /** The currency of the plan. */
  readonly currency: string;
  /** That in which the payee is paid; `null` where it is the plan's. */
  readonly payoutCurrency: string | null;
  /** The day whose rate converts: the last of the period, or the last known before it is over. */
  readonly day: CivilDate;
}

/**
 * What a statement pays in another currency than the plan's; `null` where it pays nothing, or no other.
 *
 * @param rates from the plan's currency to the other, in the order of their dates
 * @example
 * statementPayout({ paid: 123_456n, currency: 'USD', payoutCurrency: 'EUR', day: '2026-03-31' }, rates)
 * // { currency: 'EUR', date: '2026-03-31', rate: '0.92', amount: 113_580n }
 */
export function statementPayout(
  { paid, currency: from, payoutCurrency, day }: DuePayout,
  rates: readonly FxRate[],
): PostedPayout | null {
  if (payoutCurrency === null || payoutCurrency === from || paid <= 0n) return null;
  const found = rateInForce(rates, day);
  if (found === undefined) return { currency: payoutCurrency, date: day, rate: null, amount: null };
  const { rate, date } = found;
  const amount = convertPayout(paid, { from, to: payoutCurrency, rate });
  return { currency: payoutCurrency, date, rate, amount };
}

/**
 * The problem that no rate is loaded by which a statement could be paid in another currency: a statement warns of it,
 * and no batch is built of it.
 *
 * @param from the currency of the plan
 * @example
 * missingPayoutRate('USD', payout, { severity: 'warning' }).message // 'no rate from USD to EUR is loaded for 2026-03-31'
 */
export function missingPayoutRate(
  from: string,
  { currency: to, date }: Pick<PostedPayout, 'currency' | 'date'>,
  detail: Pick<Problem, 'severity'> & { readonly subject?: string },
): Problem {
  return problem('missing-rate', `no rate from ${from} to ${to} is loaded for ${date}`, {
    ...detail,
    expected: `a rate dated on or before ${date}, to pay in ${to}`,
    hint: 'load it in fx-rates.csv',
  });
}
