import { inMinorUnits } from '../../engine/events/fx.js';
import { Decimal } from '../../money/decimal.js';
import {
  divideRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  ratioFromDecimal,
  roundRatio,
} from '../../money/ratio.js';

/** The two currencies of a payout and its rate: units of `to` for one unit of `from`, as decimal text. */
export interface PayoutRate {
  /** The currency of the plan. */
  readonly from: string;
  /** The currency that is paid. */
  readonly to: string;
  readonly rate: string;
}

/**
 * What an amount in the plan's currency comes to in the currency that is paid, rounded once to its minor unit: to the
 * nearest, a tie to the even one, whatever rounding a plan has.
 *
 * @param amount minor units of `from`
 * @returns minor units of `to`
 * @example
 * convertPayout(123_456n, { from: 'USD', to: 'EUR', rate: '0.92' }) // 113_580n
 */
export function convertPayout(amount: bigint, rate: PayoutRate): bigint {
  return roundRatio(multiplyRatios(ratio(amount, 1n), minorUnitsOf(rate)), 'half-even');
}

/**
 * What a payment was in the plan's currency, rounded as {@link convertPayout} rounds.
 *
 * @param amount minor units of `to`
 * @returns minor units of `from`
 * @example
 * convertPayment(113_580n, { from: 'USD', to: 'EUR', rate: '0.92' }) // 123_457n
 */
export function convertPayment(amount: bigint, rate: PayoutRate): bigint {
  return roundRatio(divideRatios(ratio(amount, 1n), minorUnitsOf(rate)), 'half-even');
}

function minorUnitsOf({ from, to, rate }: PayoutRate): Ratio {
  return inMinorUnits(ratioFromDecimal(new Decimal(rate)), from, to);
}
