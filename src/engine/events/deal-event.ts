import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';

/**
 * Something a deal says on one basis, before anything is known of what it takes back: a booking, an entry of
 * revenue, cash. `names` are the keys of the events it takes back, in that order, where the source says which.
 */
export interface BaseEvent {
  readonly key: string;
  readonly date: CivilDate;
  /** Minor units of the deal's currency, or millionths of units; negative where it takes back. */
  readonly amount: bigint;
  readonly names: readonly string[];
}

/** The part of a reversal that takes back one event; without a target it stands for itself. */
export interface ReversalPart {
  readonly target: string | null;
  /** Negative. */
  readonly amount: bigint;
}

/** An event of a deal on one basis, with what it takes back. */
export interface DealEvent {
  readonly key: string;
  readonly date: CivilDate;
  /** Minor units of the plan's currency, or millionths of units. */
  readonly amount: bigint;
  /** Empty for an event that adds; otherwise the parts sum to the amount. */
  readonly parts: readonly ReversalPart[];
  /** All of it, where not all of it counts because the deal is too large. */
  readonly whole?: bigint | undefined;
  /** What it was before it was converted, where it was. */
  readonly original?: OriginalAmount | undefined;
}

/** An amount in its own currency, and units of the plan's currency for one unit of that. */
export interface OriginalAmount {
  /** Minor units. */
  readonly amount: bigint;
  readonly currency: string;
  readonly rate: Ratio;
}

/** Compares events by date, then by key: the order in which a window takes them. */
export function compareEvents(a: { readonly date: string; readonly key: string }, b: typeof a): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
