import { formatFact } from '../../../conditions/fact.js';
import { leastCommonMultiple } from '../../../money/divisors.js';
import {
  compareRatios,
  formatPercent,
  formatRatio,
  multiplyRatios,
  type Ratio,
  ratio,
} from '../../../money/ratio.js';
import { QUANTITY_PLACES } from '../../../records/field.js';
import { describeAmount } from '../../describe-amount.js';
import type { Unit } from '../../measure.js';
import type { Position } from '../position.js';

/** A rate as the plan writes it. */
export type Rate =
  | { readonly kind: 'percent'; readonly value: Ratio }
  | { readonly kind: 'multiple'; readonly value: Ratio }
  /** Minor units for one unit. */
  | { readonly kind: 'perUnit'; readonly value: Ratio };

/** One tier: its lower bound in the terms of the table's position, and its rate. */
export interface Tier {
  readonly from: Ratio;
  readonly rate: Rate;
}

/**
 * A rate table made ready for one window: bounds as integers in the scale of positions, rates as numerators
 * over one denominator. A tier is `[bound, next bound)`; below the first bound the first rate holds.
 */
export interface RateTable {
  readonly bounds: readonly bigint[];
  readonly rates: readonly bigint[];
  /** What a rate's numerator is over: minor units paid for one minor unit or millionth. */
  readonly rateDenominator: bigint;
  /** What a scaled credit is multiplied by to become a position. */
  readonly stretch: bigint;
  /** How a tier reads, for explanations: "9% (from 100%)"; asked for only when somebody listens. */
  readonly labelOf: (tier: number) => string;
}

/** What it takes to ready a table for a window. */
export interface TableTerms {
  readonly scale: bigint;
  /** What a bound of 1 means: the quota for attainment, 1 for amounts and quantities. */
  readonly whole: bigint;
  /** What one minor unit or millionth pays at `1x`; needed only by multiples. */
  readonly baseRate: Ratio | null;
}

/**
 * Readies tiers for one window. Bounds stay exact: positions are stretched by the least common multiple of
 * the bounds' denominators instead of rounding a bound.
 */
export function readyTable(
  tiers: readonly Tier[],
  labelOf: (tier: number) => string,
  terms: TableTerms,
): RateTable {
  const stretch = tiers.reduce((common, tier) => leastCommonMultiple(common, tier.from.denominator), 1n);
  const effective = tiers.map((tier) => effectiveRate(tier.rate, terms.baseRate));
  const rateDenominator = effective.reduce(
    (common, rate) => leastCommonMultiple(common, rate.denominator),
    1n,
  );
  return {
    bounds: tiers.map(
      ({ from }) => from.numerator * (stretch / from.denominator) * terms.whole * terms.scale,
    ),
    rates: effective.map((rate) => rate.numerator * (rateDenominator / rate.denominator)),
    rateDenominator,
    stretch,
    labelOf,
  };
}

/** The rate that one minor unit (or millionth of a unit) earns. */
export function effectiveRate(rate: Rate, baseRate: Ratio | null): Ratio {
  if (rate.kind === 'percent') return rate.value;
  if (rate.kind === 'perUnit')
    return ratio(rate.value.numerator, rate.value.denominator * 10n ** BigInt(QUANTITY_PLACES));
  const base = baseRate ?? ratio(0n, 1n);
  return ratio(rate.value.numerator * base.numerator, rate.value.denominator * base.denominator);
}

/** The tier a position is in: landing exactly on a bound is in the upper tier. */
export function tierAt(bounds: readonly bigint[], position: bigint): number {
  let tier = 0;
  while (tier + 1 < bounds.length && position >= (bounds[tier + 1] ?? 0n)) tier += 1;
  return tier;
}

/** The tier that a position given as a ratio is in; the bounds are those of the plan. */
export function tierAtRatio(tiers: readonly Tier[], position: Ratio): number {
  let tier = 0;
  for (let next = 1; next < tiers.length; next += 1) {
    const bound = tiers[next];
    if (bound !== undefined && compareRatios(position, bound.from) >= 0) tier = next;
  }
  return tier;
}

/** The part of a move from one position to another that lies in one tier; signed like the move. */
export interface Slice {
  readonly tier: number;
  readonly size: bigint;
}

/**
 * Cuts the move from one position to another into the tiers it crosses, in order of tiers. Sizes sum to
 * `after − before`; what lies below the first bound is in the first tier.
 */
export function slicesBetween(bounds: readonly bigint[], before: bigint, after: bigint): readonly Slice[] {
  const [low, high] = before < after ? [before, after] : [after, before];
  const first = tierAt(bounds, low);
  if (first + 1 >= bounds.length || high <= (bounds[first + 1] ?? 0n))
    return [{ tier: first, size: after - before }];
  const slices: Slice[] = [];
  let start = low;
  for (let tier = first; start < high; tier += 1) {
    const bound = bounds[tier + 1];
    const end = bound === undefined || bound > high ? high : bound;
    slices.push({ tier, size: before < after ? end - start : start - end });
    start = end;
  }
  return slices;
}

/** How a bound reads, by what it is a bound of: "100%", "20000.00 USD", "7". */
export function describeBound(
  from: Ratio,
  over: Position,
  { unit, currency }: { readonly unit: Unit; readonly currency: string },
): string {
  const kind = over.kind === 'foreign' ? over.reads : over.kind;
  const whole = from.numerator / from.denominator;
  if (kind === 'attainment') return formatPercent(from, 4);
  if (over.kind === 'fact') return formatFact(whole, over.type);
  const isMoney = kind === 'amount' || (kind !== 'quantity' && unit === 'money');
  return isMoney ? describeAmount(ratio(whole, 1n), 'money', currency) : unitsText(from);
}

/** Millionths as units, without zeros at the end. */
function unitsText(millionths: Ratio): string {
  return formatRatio(
    ratio(millionths.numerator, millionths.denominator * 10n ** BigInt(QUANTITY_PLACES)),
    QUANTITY_PLACES,
  );
}

/** An effective rate as a plan would write it: a percent of money, or an amount for a unit. */
export function shownRate(rate: Ratio, unit: Unit): Rate {
  if (unit === 'money') return { kind: 'percent', value: rate };
  return { kind: 'perUnit', value: multiplyRatios(rate, ratio(10n ** BigInt(QUANTITY_PLACES), 1n)) };
}

/** How a rate reads: "9%", "1.5x", "110.00 a unit". */
export function describeRate(rate: Rate, currency: string): string {
  if (rate.kind === 'percent') return formatPercent(rate.value, 4);
  if (rate.kind === 'multiple')
    return `${formatPercent(ratio(rate.value.numerator, rate.value.denominator * 100n), 4).replace('%', '')}x`;
  return `${describeAmount(rate.value, 'money', currency)} a unit`;
}
