import type { Cap } from '../modifiers/cap.js';
import type { TimeSpan } from '../modifiers/line-limit.js';
import { exactNumber } from './safe-number.js';

/** A cap per span of time on one amount, what exceeds it being lost. */
export interface FoldCap {
  readonly per: TimeSpan;
  /** Minor units. */
  readonly most: number;
}

/**
 * Readies a cap to be folded.
 *
 * @returns `undefined` for one of a deal, of a share of something, or that carries what exceeds it
 *
 * @example
 * foldCap({ limit: { kind: 'amount', amount: 90_000_00n }, per: 'quarter', excess: 'forfeited' })?.most
 */
export function foldCap({ limit, per, excess }: Cap): FoldCap | undefined {
  if (per === 'deal' || excess !== 'forfeited' || limit.kind !== 'amount') return undefined;
  const most = exactNumber(limit.amount);
  return most === null ? undefined : { per, most };
}

/**
 * What is earned in spans of time that follow each other, each up to a cap: a line is the capped running total
 * after it less the one before it.
 *
 * @example
 * const capped = new CappedSpans({ per: 'quarter', most: 100 }, () => 20260401);
 * capped.after(20260210, 80) // 80
 * capped.after(20260211, 50) // 20
 */
export class CappedSpans {
  #end = 0;
  #total = 0;
  #paid = 0;

  /**
   * @param endOf the first day after the span that contains a day
   */
  constructor(
    readonly cap: FoldCap,
    readonly endOf: (day: number) => number,
  ) {}

  /** What is paid of the next line in order of days. */
  after(day: number, amount: number): number {
    if (day >= this.#end) {
      this.#end = this.endOf(day);
      this.#total = 0;
      this.#paid = 0;
    }
    this.#total += amount;
    const paid = this.#total < this.cap.most ? this.#total : this.cap.most;
    const part = paid - this.#paid;
    this.#paid = paid;
    return part;
  }
}
