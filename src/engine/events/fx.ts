import type { CivilDate } from '../../calendar/civil-date.js';
import { contains } from '../../calendar/date-range.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { type PayFrequency, payPeriodContaining } from '../../calendar/pay-period.js';
import { minorDigits } from '../../money/currency.js';
import { parseDecimal } from '../../money/decimal.js';
import {
  divideRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  ratioFromDecimal,
  roundRatio,
  sumRatios,
} from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { FxRate } from '../../records/record-kinds.js';
import type { RecordIndex } from '../record-index.js';
import type { DealEvent, OriginalAmount } from './deal-event.js';
import type { FxRule } from './fx-rule.js';

/** What a plan's conversions go by. */
export interface ConversionPlan {
  readonly currency: string;
  readonly rounding: Rounding;
  readonly payFrequency: PayFrequency;
  readonly fx: FxRule;
}

/** What conversions look rates up in. */
export interface RateSource {
  readonly index: RecordIndex;
  readonly calendar: FiscalCalendar;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
}

/** A rate of exchange that a plan converts by, or why there is none. */
export type FoundRate =
  | { readonly rate: Ratio; readonly missing?: undefined }
  | { readonly rate?: undefined; readonly missing: Problem };

/**
 * The rate at which a plan converts what happens on a date to a deal that closed on another: units of the plan's
 * currency for one unit of the other. The average of a pay period is the mean of all rates of the pair that are
 * dated in it and known, each counting once, and is not rounded.
 *
 * @example
 * planRate('EUR', plan, { date: '2026-02-10', closeDate: '2026-01-15' }, source).rate // 11/10
 */
export function planRate(
  from: string,
  { currency: to, fx, payFrequency }: ConversionPlan,
  { date, closeDate }: { readonly date: CivilDate; readonly closeDate: CivilDate },
  { index, calendar, through }: RateSource,
): FoundRate {
  if (from === to) return { rate: ONE_RATIO };
  if (fx.kind === 'fixed') {
    const fixed = fx.rates.find((each) => each.from === from && each.to === to);
    return fixed ?? { missing: missingFixedRate(from, to, date) };
  }
  if (fx.kind === 'periodAverage') {
    const period = payPeriodContaining(payFrequency, date, calendar);
    const dated = (index.fxRates.get(`${from}/${to}`) ?? []).filter(
      (each) => each.date < through && contains(period, each.date),
    );
    if (dated.length === 0) return { missing: missingAverage(from, to, date, period) };
    const rates = dated.flatMap((each) => ratioOf(each.rate) ?? []);
    return { rate: divideRatios(sumRatios(rates), ratio(BigInt(rates.length), 1n)) };
  }
  const day = fx.kind === 'closeDate' ? closeDate : date;
  const rate = rateAt(from, to, day, index);
  return rate === undefined ? { missing: missingRate(from, to, day) } : { rate };
}

/** As {@link planRate}, for minor units: what one of `from` is worth in those of the plan's currency. */
export function inMinorUnits(rate: Ratio, from: string, to: string): Ratio {
  return multiplyRatios(rate, ratio(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from))));
}

/** The latest rate of a pair on or before a date, in units of `to` for one unit of `from`. */
export function rateAt(from: string, to: string, date: CivilDate, index: RecordIndex): Ratio | undefined {
  if (from === to) return ONE_RATIO;
  const inForce = rateInForce(index.fxRates.get(`${from}/${to}`) ?? [], date);
  return inForce === undefined ? undefined : ratioOf(inForce.rate);
}

/**
 * Which of the rates of a pair is in force on a date: the latest that is dated on it or before.
 *
 * @param rates of one pair, in the order of their dates
 */
export function rateInForce(rates: readonly FxRate[], date: CivilDate): FxRate | undefined {
  return rates.findLast((rate) => rate.date <= date);
}

function ratioOf(rate: string): Ratio | undefined {
  const decimal = parseDecimal(rate);
  return decimal === undefined ? undefined : ratioFromDecimal(decimal);
}

/** The events of one deal as a measure counts them, in order, in the plan's currency. */
export interface CountedEvents {
  readonly events: readonly DealEvent[];
  /** The events that could not be converted, and count as nothing, by key. */
  readonly withoutRate: ReadonlyMap<string, Problem>;
}

/**
 * Converts the events of a deal into the plan's currency, each at the rate the plan goes by and rounded once; what
 * takes back is converted at the rate of what it takes back, cumulatively, so that a whole reversal leaves
 * nothing. An event without a rate counts as nothing and is reported.
 */
export function convertEvents(
  events: readonly DealEvent[],
  from: string,
  closeDate: CivilDate,
  plan: ConversionPlan,
  source: RateSource,
): CountedEvents {
  const { currency: to, rounding } = plan;
  if (from === to) return { events, withoutRate: NONE };
  const withoutRate = new Map<string, Problem>();
  const targets = new Map<string, Target>();
  const convertAt = (amount: bigint, { key, date }: DealEvent): Converted => {
    const { rate, missing } = planRate(from, plan, { date, closeDate }, source);
    if (rate === undefined) {
      withoutRate.set(key, missing);
      return { amount: 0n, from: undefined };
    }
    const converted = multiplyRatios(ratio(amount, 1n), inMinorUnits(rate, from, to));
    return { amount: roundRatio(converted, rounding), from: { amount, currency: from, rate } };
  };
  const shareOfTarget = ({ amount, converted }: Target, taken: bigint): bigint =>
    roundRatio(ratio(converted * taken, amount), rounding);
  const converted = events.map((event) => {
    if (event.parts.length === 0) {
      const converted = convertAt(event.amount, event);
      targets.set(event.key, { amount: event.amount, converted: converted.amount, taken: 0n });
      return { ...event, amount: converted.amount, original: converted.from };
    }
    const parts = event.parts.map((part) => {
      const target = part.target === null ? undefined : targets.get(part.target);
      if (target === undefined || target.amount === 0n)
        return { ...part, amount: convertAt(part.amount, event).amount };
      const before = target.taken;
      target.taken -= part.amount;
      return { ...part, amount: shareOfTarget(target, before) - shareOfTarget(target, target.taken) };
    });
    return { ...event, parts, amount: parts.reduce((sum, { amount }) => sum + amount, 0n) };
  });
  return { events: converted, withoutRate };
}

interface Converted {
  readonly amount: bigint;
  readonly from: OriginalAmount | undefined;
}

interface Target {
  readonly amount: bigint;
  readonly converted: bigint;
  taken: bigint;
}

const NONE: ReadonlyMap<string, Problem> = new Map();

/** No rate is loaded for a pair of currencies on or before a date. */
function missingRate(from: string, to: string, date: CivilDate): Problem {
  return problem('missing-rate', `no rate from ${from} to ${to} is loaded for ${date}`, {
    expected: `a rate dated on or before ${date}`,
    hint: 'load it in fx-rates.csv',
  });
}

function missingAverage(from: string, to: string, date: CivilDate, { id }: { readonly id: string }): Problem {
  return problem(
    'missing-rate',
    `no rate from ${from} to ${to} is dated in ${id}, the pay period of ${date}`,
    {
      expected: `at least one rate dated in ${id}: the plan converts at their average`,
      hint: 'load it in fx-rates.csv',
    },
  );
}

function missingFixedRate(from: string, to: string, date: CivilDate): Problem {
  return problem('missing-rate', `the plan fixes no rate from ${from} to ${to}, which it needs for ${date}`, {
    expected: `fx: { rate: { fixed: { ${from}/${to}: … } } }`,
    hint: 'add the pair to the plan',
  });
}
