import type { Ratio } from '../../money/ratio.js';

/** One summand of a line: what it is in words, and exactly what it pays in minor units. */
export interface ExplanationLeaf {
  readonly text: string;
  readonly exact: Ratio;
}

/** How a line came about: what was looked at, and the summands that make it. */
export interface LineExplanation {
  readonly notes: readonly string[];
  readonly leaves: readonly ExplanationLeaf[];
}

/**
 * Listens while a mechanism evaluates. The bulk run passes {@link SILENT}, whose `recording` is false, so
 * that nothing is built; `explain` passes one that keeps what it hears.
 */
export interface Recorder {
  readonly recording: boolean;
  readonly line: (key: string, explanation: LineExplanation) => void;
  /** Hears the exact running total after each line, in minor units; for what is worked out from unrounded sums. */
  readonly total?: (numerator: bigint, denominator: bigint) => void;
}

/** A recorder that hears nothing. */
export const SILENT: Recorder = Object.freeze({ recording: false, line: () => undefined });

/**
 * A recorder that keeps every explanation by line key. What is said of a line later, as by a cap, is added
 * to what was said before.
 *
 * @example
 * const { recorder, explanations } = listening();
 */
export function listening(): {
  readonly recorder: Recorder;
  readonly explanations: Map<string, LineExplanation>;
} {
  const explanations = new Map<string, LineExplanation>();
  const line = (key: string, said: LineExplanation): void => {
    const before = explanations.get(key) ?? { notes: [], leaves: [] };
    explanations.set(key, {
      notes: [...before.notes, ...said.notes],
      leaves: [...before.leaves, ...said.leaves],
    });
  };
  return { recorder: { recording: true, line }, explanations };
}
