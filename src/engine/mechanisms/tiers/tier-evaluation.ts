import { formatReached, ratio } from '../../../money/ratio.js';
import { describeAmount } from '../../describe-amount.js';
import type { ExplanationLeaf, Recorder } from '../recorder.js';
import { RunningLines } from '../running-lines.js';
import type { WindowEntry, WindowInput } from '../window-input.js';
import type { RateTable } from './rate-table.js';

/** What every meaning of tiers evaluates: a window, its table, and somebody who may listen. */
export interface TierEvaluation {
  readonly input: WindowInput;
  readonly table: RateTable;
  readonly recorder: Recorder;
}

/** The running lines of a tier table: numerators are credits × stretch × rate. */
export function runningLinesOf({ input, table, recorder }: TierEvaluation): RunningLines {
  return new RunningLines(input.scale * table.stretch * table.rateDenominator, input.rounding, recorder);
}

/** How a scaled amount reads: money with its currency, or units. */
function describeScaled(scaled: bigint, { input }: { readonly input: WindowInput }): string {
  return describeAmount(ratio(scaled, input.scale), input.unit, input.currency);
}

/** Where a position stands: its amount, and the attainment where there is a quota. */
export function describePosition(credit: bigint, evaluation: { readonly input: WindowInput }): string {
  const { quota, scale } = evaluation.input;
  const amount = describeScaled(credit, evaluation);
  if (quota === null || quota === 0n) return amount;
  return `${amount}, ${formatReached(ratio(credit, quota * scale))} of quota`;
}

/** The summand of one amount at one tier's rate. */
export function rateLeaf(
  evaluation: TierEvaluation,
  tier: number,
  stretched: bigint,
  divisor: bigint,
  what: string,
): ExplanationLeaf {
  const { table, input } = evaluation;
  const rate = table.rates[tier] ?? 0n;
  const amount = ratio(stretched, divisor * table.stretch);
  const shown = describeScaled(amount.numerator / amount.denominator, evaluation);
  return {
    text: `${what}${shown} at ${table.labelOf(tier)}`,
    exact: ratio(stretched * rate, divisor * table.stretch * table.rateDenominator * input.scale),
  };
}

/** The identity of an event's own line. */
export function eventLine(entry: WindowEntry, date: string) {
  return {
    kind: 'credit' as const,
    key: `credit:${entry.eventKey}`,
    eventKey: entry.eventKey,
    deal: entry.deal,
    date,
  };
}

/** The deals of entries, each once, in the order in which they come. */
export function dealsOf(entries: readonly WindowEntry[]): readonly string[] {
  return [...new Set(entries.map(({ deal }) => deal))];
}
