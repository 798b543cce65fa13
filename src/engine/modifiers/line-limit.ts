import type { WindowKind } from '../../calendar/fiscal-calendar.js';

/** What a cap or a floor is counted anew for: a deal, a span of time, or a version of a plan. */
export type ModifierSpan = 'deal' | TimeSpan;

/** The spans of time among them. */
export type TimeSpan = WindowKind | 'plan';

/**
 * What a cap or a floor may do to a line: `forfeited` is above the cap and lost, `carriedOver` is above it and
 * waits for the next span, `carriedIn` waited and is earned now, `lifted` is what a floor adds.
 *
 * @example
 * z.enum(LIMIT_EFFECTS)
 */
export const LIMIT_EFFECTS = ['forfeited', 'carriedOver', 'carriedIn', 'lifted'] as const;

/** One of {@link LIMIT_EFFECTS}. */
export type LimitEffect = (typeof LIMIT_EFFECTS)[number];

/**
 * What one cap or floor did to one line.
 *
 * @example
 * const taken: LineLimit = { by: 'cap', of: 'component', per: 'quarter', limit: 9_000_000n, effect: 'forfeited', amount: -125_000n };
 */
export interface LineLimit {
  readonly by: 'cap' | 'floor';
  /** Whether it is one component's or the plan's. */
  readonly of: 'component' | 'plan';
  /** The components that a plan's counts together; left out where these are all. */
  readonly over?: readonly string[];
  readonly per: ModifierSpan;
  /** What it comes to for the deal or span, in minor units. */
  readonly limit: bigint;
  readonly effect: LimitEffect;
  /**
   * What it added to the line, or, below zero, took from it, in minor units. A line that takes something back may
   * get something back from a cap: what was above the cap was never paid.
   */
  readonly amount: bigint;
}
