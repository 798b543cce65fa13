import { ONE_RATIO, type Ratio, ratio } from '../../../money/ratio.js';
import type { ExplanationLeaf } from '../recorder.js';
import type { WindowEntry } from '../window-input.js';
import { NOTHING, type WindowOutcome } from '../window-outcome.js';
import { type Slice, slicesBetween, tierAt } from './rate-table.js';
import {
  describePosition,
  eventLine,
  rateLeaf,
  runningLinesOf,
  type TierEvaluation,
} from './tier-evaluation.js';

/**
 * Marginal tiers: what is paid on for an event is spread over the slices that its credit crosses, each at
 * its own rate. An event without credit is paid at the slice where the window stands.
 */
export function marginal(evaluation: TierEvaluation, perDeal: boolean): WindowOutcome {
  const { input, table } = evaluation;
  const running = runningLinesOf(evaluation);
  const dealPositions = new Map<string, bigint>();
  let windowPosition = input.openingCredit;
  for (const entry of input.entries) {
    const before = perDeal
      ? (dealPositions.get(entry.deal) ?? input.life(entry.deal).credit)
      : windowPosition;
    const after = before + entry.credit;
    if (perDeal) dealPositions.set(entry.deal, after);
    else windowPosition = after;
    const slices =
      entry.credit === 0n
        ? [{ tier: tierAt(table.bounds, before * table.stretch), size: entry.paidOn * table.stretch }]
        : slicesBetween(table.bounds, before * table.stretch, after * table.stretch);
    const weighted = slices.reduce((sum, { tier, size }) => sum + size * (table.rates[tier] ?? 0n), 0n);
    const spread = paidPerCredit(entry);
    running.add(
      eventLine(entry, entry.date),
      { numerator: weighted * spread.numerator, divisor: spread.denominator },
      () => ({
        notes: [
          `position before: ${describePosition(before, evaluation)}; after: ${describePosition(after, evaluation)}`,
        ],
        leaves: leavesOf(evaluation, slices, spread),
      }),
    );
  }
  return { ...NOTHING, lines: running.lines };
}

/** What is paid on for one of credit: they differ by factors only, so that the ratio is a small one. */
function paidPerCredit({ credit, paidOn }: WindowEntry): Ratio {
  return credit === 0n || credit === paidOn ? ONE_RATIO : ratio(paidOn, credit);
}

function leavesOf(
  evaluation: TierEvaluation,
  slices: readonly Slice[],
  { numerator, denominator }: Ratio,
): readonly ExplanationLeaf[] {
  return slices.map(({ tier, size }) => rateLeaf(evaluation, tier, size * numerator, denominator, ''));
}
