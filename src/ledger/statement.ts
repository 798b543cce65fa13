import type { CivilDate } from '../calendar/civil-date.js';
import type { LineKind } from '../engine/mechanisms/window-outcome.js';
import type { LineLimit } from '../engine/modifiers/line-limit.js';
import type { Problem } from '../problems/problem.js';
import type { PriorPeriodAdjustment } from './prior-period-adjustment.js';

/** One line of a statement. Money and quantities are decimal text, shares and attainments percents. */
export interface StatementLine {
  /** `payee.period.number`: what `explain` takes. */
  readonly id: string;
  readonly component: string;
  readonly measure: string;
  readonly assignment: string;
  /** The first day of the stretch of the assignment that one plan version governs. */
  readonly segmentFrom: CivilDate;
  readonly kind: LineKind;
  readonly deal: string | null;
  /** The deals that a re-rating re-rates; empty for any other line. */
  readonly deals: readonly string[];
  readonly event: string | null;
  readonly date: CivilDate;
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
  /** The payee's share of the deal, such as `"60%"`; `null` for a line that is not one event's. */
  readonly share: string | null;
  /** The payee's part of the event, before factors. */
  readonly base: string | null;
  /** What it counted toward quota. */
  readonly credited: string | null;
  readonly amount: string;
  /** Where the line corrects what was posted for its key before. */
  readonly corrects: Correction | null;
  /** What caps and floors did to the line, in the order in which they are applied. */
  readonly limits: readonly StatementLimit[];
  /** The whole event in its own currency and the rate at which it was converted, where it was. */
  readonly converted: { readonly amount: string; readonly currency: string; readonly rate: string } | null;
  readonly planHash: string;
  /** The key of the line within its window, as the engine knows it. */
  readonly key: string;
  /** Only where the line changes what belongs to a closed period. */
  readonly adjusts?: PriorPeriodAdjustment;
}

/** What a cap or a floor did to a line: as the engine tells it, with amounts as decimal text. */
export type StatementLimit = Omit<LineLimit, 'limit' | 'amount'> & {
  /** What the cap or floor comes to for the deal or span. */
  readonly limit: string;
  /** What it added to the line, or, below zero, took from it. */
  readonly amount: string;
};

/** What a line's key came to before, which period posted it first, and what made it change. */
export interface Correction {
  readonly before: string;
  readonly period: string;
  /** What was taken back inside the window in this period, in order. */
  readonly because: readonly TakenBack[];
}

/** An event that took back what was credited for a deal. */
export interface TakenBack {
  readonly deal: string;
  readonly event: string;
  readonly date: CivilDate;
}

/** What a component earned and released in a period. */
export interface StatementComponent {
  readonly assignment: string;
  readonly component: string;
  readonly measure: string;
  readonly earned: string;
  readonly payable: string;
  readonly lines: readonly StatementLine[];
}

/** A share of a release and how far it has come. */
export interface StatementShare {
  readonly share: string;
  readonly on: string;
  readonly reached: string;
  readonly because: string;
}

/** What became payable of a deal's earning in the period. */
export interface StatementRelease {
  readonly assignment: string;
  readonly component: string;
  readonly deal: string | null;
  readonly amount: string;
  readonly shares: readonly StatementShare[];
  /** Only where it changes what belongs to a closed period. */
  readonly adjusts?: PriorPeriodAdjustment;
}

/** What is earned on a deal and not payable yet, and what it waits for. */
export interface StatementHeld {
  readonly assignment: string;
  readonly component: string;
  readonly deal: string | null;
  readonly amount: string;
  readonly shares: readonly StatementShare[];
}

/** An amount that was added by hand, or, below zero, taken off, and approved by another person. */
export interface StatementAdjustment {
  readonly adjustment: number;
  readonly amount: string;
  readonly reason: string;
  /** The name of the file that shows why; `null` without one. */
  readonly attachment: string | null;
  /** The ids of who made and who approved it. */
  readonly maker: string;
  readonly approver: string;
}

/** Where a payee stands in a measure: attainment and the way to the next tier. Amounts are decimal text. */
export interface MeasureStanding {
  readonly assignment: string;
  readonly measure: string;
  readonly unit: 'money' | 'units';
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
  /** The last day that counted. */
  readonly at: CivilDate;
  readonly credited: string;
  readonly quota: string | null;
  /** A percent, such as `"97.14%"`. */
  readonly attainment: string | null;
  readonly next: readonly NextTier[];
}

/** The next tier or point above a payee's position in one component. */
export interface NextTier {
  readonly component: string;
  /** Where it begins: a percent of quota, or an amount. */
  readonly from: string;
  /** What it pays: a rate, or a part of the target. */
  readonly pays: string;
  /** What is still to be credited to reach it. */
  readonly distance: string;
}

/** The plan versions a statement is made by. */
export interface StatementPlan {
  readonly assignment: string;
  readonly plan: string;
  readonly title: string | null;
  readonly hash: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Sums of the fiscal year up to and with the period. */
export interface YearToDate {
  readonly from: CivilDate;
  readonly earned: string;
  readonly payable: string;
  readonly drawn: string;
  readonly guaranteed: string;
  readonly adjusted: string;
  readonly recovered: string;
  readonly paid: string;
}

/** What the payee owes of recoverable draws: `opening + drawn − recovered − forgiven = closing`. */
export interface OwedBalance {
  readonly opening: string;
  /** What was drawn in the period that is to be recovered. */
  readonly drawn: string;
  readonly recovered: string;
  readonly forgiven: string;
  readonly closing: string;
}

/** What the plans promise for the period besides what is earned; zero where they do not. */
export interface PayPromise {
  readonly draw: string;
  readonly guarantee: string;
}

/**
 * The balances of a period, from opening to closing:
 * `payable + carriedIn + guaranteed + drawn + adjusted = paid + recovered + carried`.
 */
export interface StatementBalances {
  readonly openingHeld: string;
  readonly earned: string;
  readonly payable: string;
  readonly closingHeld: string;
  readonly carriedIn: string;
  /** What was added to come up to what is guaranteed. */
  readonly guaranteed: string;
  /** What was added to come up to the draw. */
  readonly drawn: string;
  /** What was added by hand, or, below zero, taken off. */
  readonly adjusted: string;
  /** What was kept back to make up for earlier draws. */
  readonly recovered: string;
  readonly paid: string;
  readonly carried: string;
  readonly owed: OwedBalance;
  readonly promised: PayPromise;
}

/** What is paid in another currency than the statement's. */
export interface StatementPayout {
  readonly currency: string;
  /** Decimal text in this currency; `null` where no rate is loaded. */
  readonly amount: string | null;
  /** Units of this currency for one unit of the statement's, as decimal text. */
  readonly rate: string | null;
  /** The day that the rate is dated; where there is none, the day for which there is none. */
  readonly date: CivilDate;
}

/** The change and the hashes that a result was made from. */
export interface MadeFrom {
  readonly change: number;
  readonly rulesHash: string;
  readonly inputsHash: string;
  readonly engineVersion: string;
}

/** The closing that froze a statement. */
export interface StatementClosing {
  readonly closing: number;
  /** The instant, as ISO 8601 in UTC, and the id of who closed the period. */
  readonly at: string;
  readonly by: string;
  /** SHA-256 of the statement without this, in canonical JSON. */
  readonly hash: string;
}

/** What a payee earned, is paid and is owed in one pay period and currency, and why. */
export interface Statement {
  readonly payee: { readonly id: string; readonly name: string };
  readonly period: { readonly id: string; readonly from: CivilDate; readonly to: CivilDate };
  readonly currency: string;
  /** The last day that counted. */
  readonly asOf: CivilDate;
  readonly status: 'complete' | 'incomplete';
  readonly plans: readonly StatementPlan[];
  readonly balances: StatementBalances;
  readonly components: readonly StatementComponent[];
  readonly releases: readonly StatementRelease[];
  readonly held: readonly StatementHeld[];
  readonly adjustments: readonly StatementAdjustment[];
  readonly attainments: readonly MeasureStanding[];
  readonly yearToDate: YearToDate;
  /** Only where something is paid, in another currency: as expected, and as closed where the period is. */
  readonly payout?: StatementPayout;
  readonly problems: readonly Problem[];
  readonly madeFrom: MadeFrom;
  /** Only where the period is closed. */
  readonly closed?: StatementClosing;
}
