import type { CivilDate } from '../calendar/civil-date.js';
import type { PayFrequency, PayPeriod } from '../calendar/pay-period.js';
import type { LineKind } from '../engine/mechanisms/window-outcome.js';
import type { LineLimit } from '../engine/modifiers/line-limit.js';
import type { Problem } from '../problems/problem.js';
import type { PostedAdjustment } from './adjustments/adjustment.js';
import type { PostedHeld, PostedRelease } from './posted-release.js';
import type { PriorPeriodAdjustment } from './prior-period-adjustment.js';
import type { TakenBack } from './statement.js';

/** A statement has all there is to say about its period, or a problem keeps some of it from being known. */
export type Completeness = 'complete' | 'incomplete';

/** What a posted line corrects, in minor units; see the statement's own correction. */
export interface PostedCorrection {
  readonly before: bigint;
  /** The id of the period that first posted the key. */
  readonly period: string;
  readonly because: readonly TakenBack[];
}

/** A line as it is posted: in integers, and without what its entitlement says of it. */
export interface PostedLine {
  /** The number of the {@link Entitlement} that earns it. */
  readonly entitlement: number;
  /** From 1, among the payee's lines of the period, whatever their currency. */
  readonly number: number;
  readonly kind: LineKind;
  /** The key of the line within its window, as the engine knows it. */
  readonly key: string;
  readonly event: string | null;
  readonly deal: string | null;
  readonly deals: readonly string[];
  readonly date: CivilDate;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  /** Minor units of the entitlement's currency. */
  readonly amount: bigint;
  /** The payee's share of the deal: the whole deal is 10 to the power of {@link SHARE_PLACES}. */
  readonly share: bigint | null;
  /** The payee's part of the event before factors: minor units, or millionths of units. */
  readonly base: bigint | null;
  /** What it counted toward quota: minor units, or millionths of units. */
  readonly credited: bigint | null;
  readonly corrects: PostedCorrection | null;
  /** What caps and floors did to the line as it is due; empty for most. */
  readonly limits: readonly LineLimit[];
  /** The whole event before it was converted, where it was. */
  readonly converted: PostedConversion | null;
  /** Only where the line changes what belongs to a closed period. */
  readonly adjusts?: PriorPeriodAdjustment;
}

/** An amount in its own currency and the rate at which it was converted. */
export interface PostedConversion {
  /** Minor units of `currency`. */
  readonly amount: bigint;
  readonly currency: string;
  /** Units of the entitlement's currency for one unit of `currency`: a decimal of at most ten places. */
  readonly rate: string;
}

/** What became payable in the period by an entitlement, in minor units. */
export interface PostedPayable {
  readonly entitlement: number;
  readonly amount: bigint;
}

/** What was earned and became payable in the period on one deal by an entitlement, in minor units. */
export interface PostedDeal {
  readonly entitlement: number;
  /** `null` for what belongs to no deal. */
  readonly deal: string | null;
  readonly earned: bigint;
  readonly payable: bigint;
}

/** Where a payee stands in a measure, in integers: `credited ÷ scale` against `quota`. */
export interface PostedStanding {
  readonly assignment: string;
  readonly segmentFrom: CivilDate;
  readonly measure: string;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  /** Minor units or millionths of units, times `scale`. */
  readonly credited: bigint;
  readonly scale: bigint;
  /** Minor units or millionths of units; `null` without a quota. */
  readonly quota: bigint | null;
}

/** Sums of the fiscal year up to and with the period, in minor units. */
export interface PostedYear {
  readonly from: CivilDate;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly drawn: bigint;
  readonly guaranteed: bigint;
  readonly adjusted: bigint;
  readonly recovered: bigint;
  readonly paid: bigint;
}

/**
 * What is owed of recoverable draws, in minor units: at the beginning of the period, what it added, and what it
 * forgave. What it recovered is the total of that name.
 */
export interface PostedOwed {
  readonly opening: bigint;
  /** What was drawn that is to be recovered. */
  readonly drawn: bigint;
  readonly forgiven: bigint;
}

/** What the plans promise for the period, in minor units: what draws top up to, and what is guaranteed. */
export interface PostedPromise {
  readonly draw: bigint;
  readonly guarantee: bigint;
}

/** What a statement comes to, in minor units of its currency; see the balances of the ledger. */
export interface StatementTotals {
  readonly earned: bigint;
  /** Earned since the first day and not payable yet at the end of the period. */
  readonly held: bigint;
  readonly payable: bigint;
  readonly drawn: bigint;
  readonly guaranteed: bigint;
  readonly adjusted: bigint;
  readonly recovered: bigint;
  readonly carriedIn: bigint;
  readonly carried: bigint;
  readonly paid: bigint;
}

/** What a statement pays in another currency than its own. */
export interface PostedPayout {
  readonly currency: string;
  /** The day that the rate is dated; where there is none, the day for which there is none. */
  readonly date: CivilDate;
  /** Units of `currency` for one unit of the statement's, as decimal text; `null` where none is loaded. */
  readonly rate: string | null;
  /** Minor units of `currency`; `null` without a rate. */
  readonly amount: bigint | null;
}

/** What a statement says besides its totals and lines. */
export interface StatementRemainder {
  /**
   * What became payable, of entitlements where it is something else than what follows from their lines:
   * nothing where there is a release, and what was earned where there is none. One that has no lines is also
   * here when what is payable changed from deal to deal.
   */
  readonly payables: readonly PostedPayable[];
  readonly releases: readonly PostedRelease[];
  readonly held: readonly PostedHeld[];
  /** What was adjusted by hand and approved, in the order of the numbers. */
  readonly adjustments: readonly PostedAdjustment[];
  readonly year: PostedYear;
  /** `null` where nothing is owed and nothing was. */
  readonly owed: PostedOwed | null;
  /** `null` where neither a draw nor a guarantee is in force. */
  readonly promised: PostedPromise | null;
  readonly standings: readonly PostedStanding[];
  readonly problems: readonly Problem[];
  /** Only where something is paid, in another currency. */
  readonly payout?: PostedPayout | undefined;
}

/** A pay period with the pay calendar it is of. */
export interface PostedPeriod extends PayPeriod {
  readonly frequency: PayFrequency;
}

/** A statement as it is posted: in integers, to be rendered when it is read. */
export interface PostedStatement extends StatementRemainder {
  readonly payee: string;
  readonly period: PostedPeriod;
  readonly currency: string;
  readonly status: Completeness;
  readonly totals: StatementTotals;
  /** In the order of their numbers. */
  readonly lines: readonly PostedLine[];
}
