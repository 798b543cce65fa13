import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { addRatios, type Ratio, roundRatio, subtractRatios, ZERO_RATIO } from '../../money/ratio.js';
import { describeAmount } from '../describe-amount.js';
import type { ExplanationLeaf, Recorder } from '../mechanisms/recorder.js';
import { roundingLeaf } from '../mechanisms/running-lines.js';
import type { WindowInput } from '../mechanisms/window-input.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';

type ModifierKind = 'gate' | 'multiplier';

/** What a modifier has changed to date: exactly, and what the rounded totals before and after it differ by. */
interface Change {
  readonly exact: Ratio;
  readonly rounded: bigint;
}

/**
 * Lines of gates and multipliers: each is what the modifier changes of the rounded total to date, less what it had
 * changed before. A line that changes nothing is left out.
 */
export class ModifierLines {
  readonly lines: EarningLine[] = [];
  readonly #changed: Record<ModifierKind, Change> = { gate: UNCHANGED, multiplier: UNCHANGED };
  readonly #input: WindowInput;
  readonly #recorder: Recorder;

  constructor(input: WindowInput, recorder: Recorder) {
    this.#input = input;
    this.#recorder = recorder;
  }

  /** What the gates let through of what was earned to date, in exact minor units. */
  gate(date: CivilDate, earned: Ratio, passed: Ratio, notes: () => readonly string[]): void {
    const text = () =>
      `of ${this.#shown(earned)} earned in the window to date, ${this.#shown(passed)} passes the gate`;
    this.#add('gate', date, { before: earned, after: passed }, notes, text);
  }

  /** What was let through to date, and what it comes to times the factor. */
  multiplier(date: CivilDate, passed: Ratio, multiplied: Ratio, notes: () => readonly string[]): void {
    const text = () => `the ${this.#shown(passed)} of the window to date come to ${this.#shown(multiplied)}`;
    this.#add('multiplier', date, { before: passed, after: multiplied }, notes, text);
  }

  #add(
    kind: ModifierKind,
    date: CivilDate,
    { before, after }: { readonly before: Ratio; readonly after: Ratio },
    notes: () => readonly string[],
    text: () => string,
  ): void {
    const { rounding, to } = this.#input;
    const known = this.#changed[kind];
    const rounded = roundRatio(after, rounding) - roundRatio(before, rounding);
    const exact = subtractRatios(after, before);
    this.#changed[kind] = { exact, rounded };
    const amount = rounded - known.rounded;
    if (amount === 0n) return;
    const key = `${kind}:${date}`;
    const late = date >= to ? { countsOn: addDays(to, -1) } : {};
    this.lines.push({ kind, key, eventKey: null, deal: null, date, amount, ...late });
    if (!this.#recorder.recording) return;
    const leaves: readonly ExplanationLeaf[] = [
      { text: text(), exact },
      ...(known.exact.numerator === 0n
        ? []
        : [{ text: 'less what was changed before', exact: subtractRatios(ZERO_RATIO, known.exact) }]),
    ];
    const sum = leaves.reduce((total, leaf) => addRatios(total, leaf.exact), ZERO_RATIO);
    this.#recorder.line(key, { notes: notes(), leaves: [...leaves, ...roundingLeaf(amount, sum)] });
  }

  #shown(amount: Ratio): string {
    return describeAmount(amount, 'money', this.#input.currency);
  }
}

const UNCHANGED: Change = { exact: ZERO_RATIO, rounded: 0n };
