import type { CivilDate } from '../../calendar/civil-date.js';
import { minorDigits } from '../../money/currency.js';
import { parseDecimal } from '../../money/decimal.js';
import { multiplyRatios, type Ratio, ratio, ratioFromDecimal, roundRatio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { RecordIndex } from '../record-index.js';
import type { DealEvent } from './deal-event.js';

/**
 * What one minor unit of a currency is worth in minor units of another on a date: by the latest rate dated
 * on or before it. `undefined` when there is none.
 */
export function conversionAt(
  from: string,
  to: string,
  date: CivilDate,
  index: RecordIndex,
): Ratio | undefined {
  if (from === to) return ratio(1n, 1n);
  const rates = index.fxRates.get(`${from}/${to}`) ?? [];
  const inForce = rates.findLast((rate) => rate.date <= date);
  const decimal = inForce === undefined ? undefined : parseDecimal(inForce.rate);
  if (decimal === undefined) return undefined;
  const digits = ratio(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from)));
  return multiplyRatios(ratioFromDecimal(decimal), digits);
}

/** The events of one deal as a measure counts them, in order, in the plan's currency. */
export interface CountedEvents {
  readonly events: readonly DealEvent[];
  /** The events that could not be converted, and count as nothing, by key. */
  readonly withoutRate: ReadonlyMap<string, Problem>;
}

/**
 * Converts the events of a deal into the plan's currency, each at the rate of its date and rounded once; what
 * takes back is converted at the rate of what it takes back, cumulatively, so that a whole reversal leaves
 * nothing. An event without a rate counts as nothing and is reported.
 */
export function convertEvents(
  events: readonly DealEvent[],
  from: string,
  to: string,
  rounding: Rounding,
  index: RecordIndex,
): CountedEvents {
  if (from === to) return { events, withoutRate: NONE };
  const withoutRate = new Map<string, Problem>();
  const targets = new Map<string, Target>();
  const convertAt = (amount: bigint, { key, date }: DealEvent): bigint => {
    const rate = conversionAt(from, to, date, index);
    if (rate !== undefined) return roundRatio(multiplyRatios(ratio(amount, 1n), rate), rounding);
    withoutRate.set(key, missingRate(from, to, date));
    return 0n;
  };
  const shareOfTarget = ({ amount, converted }: Target, taken: bigint): bigint =>
    roundRatio(ratio(converted * taken, amount), rounding);
  const converted = events.map((event) => {
    if (event.parts.length === 0) {
      const amount = convertAt(event.amount, event);
      targets.set(event.key, { amount: event.amount, converted: amount, taken: 0n });
      return { ...event, amount };
    }
    const parts = event.parts.map((part) => {
      const target = part.target === null ? undefined : targets.get(part.target);
      if (target === undefined || target.amount === 0n)
        return { ...part, amount: convertAt(part.amount, event) };
      const before = target.taken;
      target.taken -= part.amount;
      return { ...part, amount: shareOfTarget(target, before) - shareOfTarget(target, target.taken) };
    });
    return { ...event, parts, amount: parts.reduce((sum, { amount }) => sum + amount, 0n) };
  });
  return { events: converted, withoutRate };
}

interface Target {
  readonly amount: bigint;
  readonly converted: bigint;
  taken: bigint;
}

const NONE: ReadonlyMap<string, Problem> = new Map();

/** No rate is loaded for a pair of currencies on or before a date. */
export function missingRate(from: string, to: string, date: CivilDate): Problem {
  return problem('missing-rate', `no rate from ${from} to ${to} is loaded for ${date}`, {
    expected: `a rate dated on or before ${date}`,
    hint: 'load it in fx-rates.csv',
  });
}
