import {
  addRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  roundRatio,
  subtractRatios,
  ZERO_RATIO,
} from '../../../money/ratio.js';
import type { WindowEntry } from '../window-input.js';
import type { DealWeight, WindowOutcome } from '../window-outcome.js';
import { tierAt } from './rate-table.js';
import {
  dealsOf,
  describePosition,
  eventLine,
  rateLeaf,
  runningLinesOf,
  type TierEvaluation,
} from './tier-evaluation.js';

/** What one event is paid on below and above the full quota, stretched. */
interface Parts {
  readonly entry: WindowEntry;
  readonly below: Ratio;
  readonly above: Ratio;
}

/**
 * Overage tiers: the base rate up to the full quota, and the rate reached on everything above it. A new
 * rate re-rates what was above the quota before, by a line of its own.
 *
 * @param full the position at 100 %, scaled and stretched
 */
export function overage(evaluation: TierEvaluation, full: bigint): WindowOutcome {
  const { input, table } = evaluation;
  const running = runningLinesOf(evaluation);
  let position = input.openingCredit;
  let above = ZERO_RATIO;
  const all: Parts[] = [];
  let tierBefore = tierAt(table.bounds, position * table.stretch);
  for (const entry of input.entries) {
    const before = position;
    position += entry.credit;
    const parts = partsOf(evaluation, entry, before, full);
    const tier = tierAt(table.bounds, position * table.stretch);
    if (tier !== tierBefore && above.numerator !== 0n)
      addTrueUp(evaluation, running, entry, { tierBefore, tier, above, deals: dealsAbove(all) });
    const after = position;
    running.add(
      eventLine(entry, entry.date),
      exactOf(addRatios(atRate(parts.below, table.rates[0]), atRate(parts.above, table.rates[tier]))),
      () => ({
        notes: [
          `position before: ${describePosition(before, evaluation)}; after: ${describePosition(after, evaluation)}`,
        ],
        leaves: [
          rateLeaf(evaluation, 0, parts.below.numerator, parts.below.denominator, 'up to quota '),
          rateLeaf(evaluation, tier, parts.above.numerator, parts.above.denominator, 'above quota '),
        ],
      }),
    );
    above = addRatios(above, parts.above);
    tierBefore = tier;
    all.push(parts);
  }
  return {
    lines: running.lines,
    weights: weightsOf(all, table.rates[0], table.rates[tierBefore]),
    problems: [],
  };
}

/** Cuts what is paid on at the full quota, in proportion to the credit on either side of it. */
function partsOf({ table }: TierEvaluation, entry: WindowEntry, before: bigint, full: bigint): Parts {
  const start = before * table.stretch;
  const end = (before + entry.credit) * table.stretch;
  const paid = ratio(entry.paidOn * table.stretch, 1n);
  if (start === end)
    return start < full
      ? { entry, below: paid, above: ZERO_RATIO }
      : { entry, below: ZERO_RATIO, above: paid };
  const capped = (position: bigint) => (position > full ? full : position);
  const below = multiplyRatios(paid, ratio(capped(end) - capped(start), end - start));
  return { entry, below, above: subtractRatios(paid, below) };
}

/** The deals that have a part above the full quota. */
function dealsAbove(all: readonly Parts[]): readonly string[] {
  return dealsOf(all.filter(({ above }) => above.numerator !== 0n).map(({ entry }) => entry));
}

function atRate(amount: Ratio, rate: bigint | undefined): Ratio {
  return multiplyRatios(amount, ratio(rate ?? 0n, 1n));
}

function exactOf(amount: Ratio) {
  return { numerator: amount.numerator, divisor: amount.denominator };
}

function addTrueUp(
  evaluation: TierEvaluation,
  running: ReturnType<typeof runningLinesOf>,
  entry: WindowEntry,
  change: {
    readonly tierBefore: number;
    readonly tier: number;
    readonly above: Ratio;
    readonly deals: readonly string[];
  },
): void {
  const { table } = evaluation;
  const { above } = change;
  const difference = (table.rates[change.tier] ?? 0n) - (table.rates[change.tierBefore] ?? 0n);
  running.add(
    {
      kind: 'trueUp',
      key: `trueUp:${entry.eventKey}`,
      eventKey: entry.eventKey,
      deal: null,
      deals: change.deals,
      date: entry.date,
    },
    exactOf(multiplyRatios(above, ratio(difference, 1n))),
    () => ({
      notes: ['the rate reached holds for everything above quota: what came before is paid at the new rate'],
      leaves: [
        rateLeaf(evaluation, change.tier, above.numerator, above.denominator, 'now '),
        rateLeaf(evaluation, change.tierBefore, -above.numerator, above.denominator, 'before '),
      ],
    }),
  );
}

/** Each deal earned its base slice and its part above the quota at the rate finally reached. */
function weightsOf(
  all: readonly Parts[],
  base: bigint | undefined,
  reached: bigint | undefined,
): readonly DealWeight[] {
  return all.map(({ entry, below, above }) => ({
    deal: entry.deal,
    weight: roundRatio(addRatios(atRate(below, base), atRate(above, reached)), 'half-even'),
  }));
}
