import { daysBetween, firstOfMonth, nextMonth } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { minorDigits } from '../../money/currency.js';
import { parseDecimal } from '../../money/decimal.js';
import {
  divideRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  ratioFromDecimal,
  roundRatio,
  sumRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import type { Quota } from '../../records/record-kinds.js';
import type { Unit } from '../measure.js';
import {
  type ActiveTerms,
  coveredMonths,
  type MonthAmount,
  type WindowAmount,
  windowAmount,
} from './window-amounts.js';

/** The quota of one window, in minor units of the plan's currency or millionths of units. */
export interface WindowQuota {
  /** Prorated to the active part, rounded once; zero is no quota. */
  readonly amount: bigint;
  /** The full window's, before proration. */
  readonly full: Ratio;
}

/** What a quota is held in. */
export interface QuotaTerms extends ActiveTerms {
  readonly unit: Unit;
  readonly currency: string;
  readonly rounding: Rounding;
}

/**
 * The quota of a window from the quotas of a payee or team under one id: the sum over the window's months of
 * each month's share times the part in which the payee is active, times the ramp of that month.
 *
 * @returns `null` when none is loaded for the window, in the measure's unit and the plan's currency
 */
export function windowQuota(
  quotas: readonly Quota[],
  window: ClosedRange,
  active: ClosedRange,
  terms: QuotaTerms,
): WindowQuota | null {
  const found = exactQuota(quotas, window, active, terms);
  return found === null ? null : { amount: roundRatio(found.prorated, terms.rounding), full: found.full };
}

/** As {@link windowQuota}, before it is rounded: linear in the amounts of the quotas. */
export function exactQuota(
  quotas: readonly Quota[],
  window: ClosedRange,
  active: ClosedRange,
  terms: QuotaTerms,
): WindowAmount | null {
  const months = quotas.filter((quota) => fits(quota, terms)).flatMap((quota) => monthsOfQuota(quota, terms));
  return windowAmount(months, window, active, terms);
}

function fits({ currency }: Quota, terms: QuotaTerms): boolean {
  return terms.unit === 'units' ? currency === null : currency === terms.currency;
}

/** Spreads a quota over the months of its range. */
function monthsOfQuota(quota: Quota, { unit, currency }: QuotaTerms): readonly MonthAmount[] {
  const places = unit === 'units' ? QUANTITY_PLACES : minorDigits(currency);
  const decimal = parseDecimal(quota.amount);
  const amount =
    decimal === undefined
      ? ZERO_RATIO
      : multiplyRatios(ratioFromDecimal(decimal), ratio(10n ** BigInt(places), 1n));
  const months = coveredMonths(quota, quota);
  const weights = months.map((month, index) => weightOf(quota, month, index, months.length));
  const total = sumRatios(weights);
  if (total.numerator === 0n) return [];
  return months.map((month, index) => ({
    ...month,
    amount: multiplyRatios(amount, divideRatios(weights[index] ?? ZERO_RATIO, total)),
  }));
}

function weightOf(
  quota: Quota,
  { cover, part }: Omit<MonthAmount, 'amount'>,
  index: number,
  months: number,
): Ratio {
  if (quota.spread === 'days')
    return multiplyRatios(
      part,
      ratio(BigInt(daysBetween(firstOfMonth(cover.from), nextMonth(cover.from))), 1n),
    );
  if (quota.spread === 'equal' || quota.weights === null || quota.weights.length === 0) return part;
  const weight = parseDecimal(quota.weights[Math.floor((index * quota.weights.length) / months)] ?? '0');
  return weight === undefined ? ZERO_RATIO : ratioFromDecimal(weight);
}
