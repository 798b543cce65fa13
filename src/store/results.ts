import type { Problem } from '../problems/problem.js';

/**
 * Where a run stands: it is being calculated; its results are shown; they were shown until another run's
 * were; it was given up; or its results are deleted.
 */
export type RunStatus = 'running' | 'published' | 'superseded' | 'failed' | 'pruned';

/** A statement has all there is to say about its period, or a problem keeps some of it from being known. */
export type Completeness = 'complete' | 'incomplete';

/** One amount on a statement, with what it came from. Amounts are in minor units of `currency`. */
export interface ResultLine {
  /** Unique within a run, and the same in every run that calculates the same line. */
  readonly id: string;
  readonly payee: string;
  /** The stretch of time on one version of a plan that the line belongs to. */
  readonly assignment: string;
  readonly component: string;
  /** The first day of the window that the amount was accumulated in. */
  readonly windowStart: string;
  /** The place within payee, window, component and assignment. */
  readonly sequence: number;
  readonly kind: string;
  /** The event the line is for; `null` where it is for a period. */
  readonly eventKey: string | null;
  readonly deal: string | null;
  /** The date of the event, or the last day of the period. */
  readonly date: string;
  /** The pay period it is posted in. */
  readonly period: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly plan: string;
  readonly planHash: string;
  /** Whatever else the line says, as JSON. */
  readonly document: string | null;
}

/** What a statement comes to, in minor units of its currency; see the balances of the ledger. */
export interface StatementTotals {
  readonly earned: bigint;
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

/** A statement as it is listed: of one payee, one pay period and one currency. */
export interface StatementSummary {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
  /** The first day of the period. */
  readonly from: string;
  /** The first day after the period. */
  readonly to: string;
  readonly status: Completeness;
  readonly totals: StatementTotals;
}

/** A statement with all it says. */
export interface StoredStatement extends StatementSummary {
  /** The whole statement, as JSON. */
  readonly document: string;
}

/** A problem that stands against a payee's results. */
export interface PayeeProblem {
  readonly payee: string;
  readonly problem: Problem;
}

/** How far a team had come in a measure; ratios and quantities are canonical decimal text. */
export interface TeamAttainment {
  readonly team: string;
  readonly measure: string;
  readonly windowStart: string;
  /** The last day that is counted. */
  readonly at: string;
  /** The currency of what is credited, `null` for units. */
  readonly currency: string | null;
  readonly pooledCredited: string;
  /** `null` where neither the team nor a member has a quota. */
  readonly pooledQuota: string | null;
  readonly pooled: string | null;
  readonly average: string | null;
  readonly status: Completeness;
  /** The members with their figures and whoever was left out, as JSON. */
  readonly document: string;
}

/** What calculating one shard of payees gave. */
export interface ShardResults {
  readonly statements: readonly StoredStatement[];
  readonly lines: readonly ResultLine[];
  readonly problems: readonly PayeeProblem[];
}

/** Of which run results are read: the published one when `run` is left out. */
export interface RunChoice {
  readonly run?: number;
}

/** A part of a list: at most `limit`, after leaving out the first `offset`; everything when left out. */
export interface Page {
  readonly limit?: number;
  readonly offset?: number;
}
