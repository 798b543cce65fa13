import type { CivilDate } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { LineLimit } from '../modifiers/line-limit.js';

/**
 * What a line says: `credit` an event at the rate it met, `trueUp` earlier events at a new rate, `bonus` a
 * target's payout, `spiff` a fixed amount, `objective` what an objective's score pays, `matrix` what a place among
 * several dimensions pays, `pool` a share of a fund, `prize` a place in a contest, `gate` and `multiplier` what those
 * change of what was earned, `floor` what lifts to a floor, `cap` what
 * a cap takes from a deal that is rated together with others, `carried` what was above a cap and is earned in a later
 * span, `reversal` a deal taken back after its window,
 * `clawback` what a plan's own terms take back, `forfeited` what was not payable in time for somebody who left.
 */
export const LINE_KINDS = [
  'credit',
  'trueUp',
  'bonus',
  'spiff',
  'objective',
  'matrix',
  'pool',
  'prize',
  'gate',
  'multiplier',
  'floor',
  'cap',
  'carried',
  'reversal',
  'clawback',
  'forfeited',
] as const;

/** One of {@link LINE_KINDS}. */
export type LineKind = (typeof LINE_KINDS)[number];

/** One rounded amount of a window, with its place in it. */
export interface EarningLine {
  readonly kind: LineKind;
  /** Unique within the window: the kind and the event key, or the kind and a date. */
  readonly key: string;
  readonly eventKey: string | null;
  readonly deal: string | null;
  /** The deals that a re-rating re-rates; left out of lines that are about one deal or none. */
  readonly deals?: readonly string[];
  readonly date: CivilDate;
  /** The day on which it counts toward caps and floors, where that is not its date: the last of its window. */
  readonly countsOn?: CivilDate;
  /** Minor units of the plan's currency. */
  readonly amount: bigint;
  /** What caps and floors did to it; left out of a line to which they did nothing. */
  readonly limits?: readonly LineLimit[];
}

/** How much of a window's total each deal may claim, in the order of its entries. */
export interface DealWeight {
  readonly deal: string;
  readonly weight: bigint;
}

/**
 * What one window pays as of a date. Where `weights` is `null` each deal earned the sum of its own lines;
 * otherwise the total is shared out over deals by these weights.
 */
export interface WindowOutcome {
  readonly lines: readonly EarningLine[];
  readonly weights: readonly DealWeight[] | null;
  readonly problems: readonly Problem[];
}

/** A window that pays nothing and says nothing. */
export const NOTHING: WindowOutcome = Object.freeze({ lines: [], weights: null, problems: [] });
