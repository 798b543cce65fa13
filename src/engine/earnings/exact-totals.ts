import type { CivilDate } from '../../calendar/civil-date.js';
import { type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Mechanism } from '../mechanisms/mechanism.js';
import type { Recorder } from '../mechanisms/recorder.js';
import { evaluateMechanism } from '../mechanisms/registry.js';
import type { WindowInput } from '../mechanisms/window-input.js';
import type { WindowOutcome } from '../mechanisms/window-outcome.js';

/** A window as its mechanism evaluates it, with what it comes to before any rounding. */
export interface ExactOutcome {
  readonly outcome: WindowOutcome;
  /** What the lines up to the end of a day come to in minor units. */
  readonly upTo: (date: CivilDate) => Ratio;
}

/**
 * Evaluates a window and keeps its running total exact, for what is taken of the total before it is rounded. What a
 * mechanism shares out is rounded already, so that its lines are exact.
 *
 * @example
 * evaluateExactly(mechanism, input, SILENT).upTo('2026-03-31')
 */
export function evaluateExactly(mechanism: Mechanism, input: WindowInput, recorder: Recorder): ExactOutcome {
  const totals: { readonly numerator: bigint; readonly denominator: bigint }[] = [];
  const total = (numerator: bigint, denominator: bigint): void => {
    totals.push({ numerator, denominator });
  };
  const outcome = evaluateMechanism(mechanism, input, {
    recording: recorder.recording,
    line: recorder.line,
    total,
  });
  const { lines } = outcome;
  const inOrder = lines.every(({ date }, place) => date >= (lines[place - 1]?.date ?? ''));
  const isExact = inOrder && totals.length === lines.length;
  return {
    outcome,
    upTo: (date) => {
      if (!isExact) return ratio(sumUpTo(outcome, date), 1n);
      const last = totals[lines.findLastIndex((line) => line.date <= date)];
      return last === undefined ? ZERO_RATIO : ratio(last.numerator, last.denominator);
    },
  };
}

/** The rounded lines of an outcome up to the end of a day. */
function sumUpTo({ lines }: WindowOutcome, date: CivilDate): bigint {
  return lines.reduce((sum, line) => (line.date <= date ? sum + line.amount : sum), 0n);
}
