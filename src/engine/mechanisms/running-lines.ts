import { greatestCommonDivisor } from '../../money/divisors.js';
import { addRatios, formatRatio, type Ratio, ratio, subtractRatios, ZERO_RATIO } from '../../money/ratio.js';
import { divideRounded, type Rounding } from '../../money/rounding.js';
import type { ExplanationLeaf, Recorder } from './recorder.js';
import type { EarningLine } from './window-outcome.js';

/** A line before its amount is known. */
export type LineIdentity = Omit<EarningLine, 'amount'>;

/** What a line adds to the running sum: `numerator ÷ (denominator × divisor)` minor units. */
export interface ExactAmount {
  readonly numerator: bigint;
  /** What the numerator must still be divided by besides the common denominator; 1 in the common case. */
  readonly divisor: bigint;
}

/**
 * Turns exact amounts into rounded lines that sum to the rounded total: each line is
 * `round(running sum after) − round(running sum before)`.
 *
 * The running sum is kept over one common denominator, so that the common case adds two integers.
 *
 * @example
 * const running = new RunningLines(100n, 'half-even', SILENT);
 * running.add(line, { numerator: 150n, divisor: 1n }, () => ({ notes: [], leaves: [] }));
 */
export class RunningLines {
  readonly lines: EarningLine[] = [];
  #numerator = 0n;
  #denominator: bigint;
  #rounded = 0n;

  constructor(
    /** What every numerator is over. */
    readonly denominator: bigint,
    readonly rounding: Rounding,
    readonly recorder: Recorder,
  ) {
    this.#denominator = denominator;
  }

  /** Adds one line; `explain` is called only when somebody listens. */
  add(
    identity: LineIdentity,
    exact: ExactAmount,
    explain: () => { readonly notes: readonly string[]; readonly leaves: readonly ExplanationLeaf[] },
  ): void {
    const over = this.denominator * exact.divisor;
    if (this.#denominator % over === 0n) this.#numerator += exact.numerator * (this.#denominator / over);
    else this.#join(exact.numerator, over);
    const rounded = divideRounded(this.#numerator, this.#denominator, this.rounding);
    const amount = rounded - this.#rounded;
    this.#rounded = rounded;
    this.lines.push({ ...identity, amount });
    this.recorder.total?.(this.#numerator, this.#denominator);
    if (this.recorder.recording) this.#record(identity.key, amount, explain());
  }

  #join(numerator: bigint, over: bigint): void {
    // The least common multiple stays small and lets amounts over either denominator go on as integers.
    const common = (this.#denominator / greatestCommonDivisor(this.#denominator, over)) * over;
    this.#numerator = this.#numerator * (common / this.#denominator) + numerator * (common / over);
    this.#denominator = common;
  }

  #record(
    key: string,
    amount: bigint,
    explanation: { readonly notes: readonly string[]; readonly leaves: readonly ExplanationLeaf[] },
  ): void {
    const exact = explanation.leaves.reduce((sum, leaf) => addRatios(sum, leaf.exact), ZERO_RATIO);
    this.recorder.line(key, {
      notes: explanation.notes,
      leaves: [...explanation.leaves, ...roundingLeaf(amount, exact)],
    });
  }
}

/**
 * The leaf that says what rounding added or took, if it did.
 *
 * @example
 * const leaves = [leaf, ...roundingLeaf(33n, ratio(100n, 3n))];
 */
export function roundingLeaf(amount: bigint, exact: Ratio): readonly ExplanationLeaf[] {
  const difference = subtractRatios(ratio(amount, 1n), exact);
  if (difference.numerator === 0n) return [];
  const text = `rounding of the running total to the minor unit (exactly ${formatRatio(exact, 6)} minor units)`;
  return [{ text, exact: difference }];
}
