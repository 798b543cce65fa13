import type { CivilDate } from '../../calendar/civil-date.js';
import type { Facts } from '../../conditions/fact.js';
import type { OriginalAmount } from '../events/deal-event.js';

/**
 * What a payee is credited for an event under a measure. `base`, `credit` and `paidOn` are exact: minor
 * units (or millionths of units) times the measure's scale.
 */
export interface Credit {
  readonly eventKey: string;
  readonly deal: string;
  readonly date: CivilDate;
  /** The whole event as it counts, in minor units or millionths. */
  readonly amount: bigint;
  /** The share, times the scale. */
  readonly share: bigint;
  readonly base: bigint;
  readonly credit: bigint;
  readonly paidOn: bigint;
  /** What the plan looks up rates by; others may be left out. */
  readonly facts: Facts;
  /** What the event was in all, where the deal is so large that not all of it counts. */
  readonly whole?: bigint | undefined;
  /** The whole event before it was converted, where it was. */
  readonly original?: OriginalAmount | undefined;
}

/** A part of a reversal: it takes back part of one credit, at that credit's share and factors. */
export interface CreditReversal {
  readonly eventKey: string;
  readonly deal: string;
  readonly date: CivilDate;
  /** The event whose credit it takes back. */
  readonly target: string;
  /** Negative, like all three figures below. */
  readonly amount: bigint;
  readonly base: bigint;
  readonly credit: bigint;
  readonly paidOn: bigint;
}

/** All that a payee is credited under one measure of one segment, in order. */
export interface MeasureCredits {
  readonly credits: readonly Credit[];
  readonly reversals: readonly CreditReversal[];
}
