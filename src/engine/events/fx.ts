import type { CivilDate } from '../../calendar/civil-date.js';
import { minorDigits } from '../../money/currency.js';
import { parseDecimal } from '../../money/decimal.js';
import { multiplyRatios, type Ratio, ratio, ratioFromDecimal, roundRatio } from '../../money/ratio.js';
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

/**
 * Converts the events of a deal into the plan's currency, each at the rate of its date and rounded once; what
 * takes back is converted at the rate of what it takes back, cumulatively, so that a whole reversal leaves
 * nothing. An event without a rate counts as nothing and is reported.
 */
export function convertEvents(
  events: readonly DealEvent[],
  from: string,
  to: string,
  index: RecordIndex,
): { readonly events: readonly DealEvent[]; readonly problems: readonly Problem[] } {
  if (from === to) return { events, problems: [] };
  const problems: Problem[] = [];
  const targets = new Map<string, { readonly amount: bigint; readonly converted: bigint; taken: bigint }>();
  const convertAt = (amount: bigint, date: CivilDate): bigint => {
    const rate = conversionAt(from, to, date, index);
    if (rate !== undefined) return roundRatio(multiplyRatios(ratio(amount, 1n), rate), 'half-even');
    problems.push(missingRate(from, to, date));
    return 0n;
  };
  const converted = events.map((event) => {
    if (event.parts.length === 0) {
      const amount = convertAt(event.amount, event.date);
      targets.set(event.key, { amount: event.amount, converted: amount, taken: 0n });
      return { ...event, amount };
    }
    const parts = event.parts.map((part) => {
      const target = part.target === null ? undefined : targets.get(part.target);
      if (target === undefined || target.amount === 0n)
        return { ...part, amount: convertAt(part.amount, event.date) };
      const before = target.taken;
      target.taken -= part.amount;
      return { ...part, amount: shareOfTarget(target, before) - shareOfTarget(target, target.taken) };
    });
    return { ...event, parts, amount: parts.reduce((sum, { amount }) => sum + amount, 0n) };
  });
  return { events: converted, problems };
}

function shareOfTarget(
  target: { readonly amount: bigint; readonly converted: bigint },
  taken: bigint,
): bigint {
  return roundRatio(ratio(target.converted * taken, target.amount), 'half-even');
}

function missingRate(from: string, to: string, date: CivilDate): Problem {
  return problem('missing-rate', `No rate from ${from} to ${to} is loaded for ${date}.`, {
    expected: `a rate dated on or before ${date}`,
    hint: 'load it in fx-rates.csv',
  });
}
