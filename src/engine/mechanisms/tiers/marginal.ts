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
    // Credit and pay differ only by factors; where they are equal the sum stays an integer.
    const spread = entry.credit !== 0n && entry.credit !== entry.paidOn;
    running.add(
      eventLine(entry, entry.date),
      spread ? reduced(weighted * entry.paidOn, entry.credit) : { numerator: weighted, divisor: 1n },
      () => ({
        notes: [
          `position before: ${describePosition(before, evaluation)}; after: ${describePosition(after, evaluation)}`,
        ],
        leaves: leavesOf(evaluation, entry, slices, spread),
      }),
    );
  }
  return { ...NOTHING, lines: running.lines };
}

/** An exact fraction with a positive divisor, reduced where that makes it whole. */
function reduced(
  numerator: bigint,
  divisor: bigint,
): { readonly numerator: bigint; readonly divisor: bigint } {
  const [n, d] = divisor < 0n ? [-numerator, -divisor] : [numerator, divisor];
  return n % d === 0n ? { numerator: n / d, divisor: 1n } : { numerator: n, divisor: d };
}

function leavesOf(
  evaluation: TierEvaluation,
  entry: WindowEntry,
  slices: readonly Slice[],
  spread: boolean,
): readonly ExplanationLeaf[] {
  return slices.map(({ tier, size }) =>
    spread
      ? rateLeaf(evaluation, tier, size * entry.paidOn, entry.credit, '')
      : rateLeaf(evaluation, tier, size, 1n, ''),
  );
}
