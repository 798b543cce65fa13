import type { Entitlement } from '../ledger/entitlement.js';
import type {
  Completeness,
  PostedLine,
  PostedPeriod,
  PostedStatement,
  StatementTotals,
} from '../ledger/posted-statement.js';
import type { Problem } from '../problems/problem.js';

/**
 * Where a run stands: it is being calculated; its results are shown; they were shown until another run's
 * were; it was given up; or its results are deleted.
 */
export type RunStatus = 'running' | 'published' | 'superseded' | 'failed' | 'pruned';

/** What a run says of a payee besides what was earned. */
export interface PayeeResult {
  readonly payee: string;
  readonly name: string;
  /** The hash of what the payee's results were made from. */
  readonly inputsHash: string;
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

/** A line by itself, with what it belongs to. */
export interface StoredLine {
  readonly period: PostedPeriod;
  readonly entitlement: Entitlement;
  readonly line: PostedLine;
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
  readonly payees: readonly PayeeResult[];
  /** What these payees can earn by, in the order of the numbers. */
  readonly entitlements: readonly Entitlement[];
  readonly statements: readonly PostedStatement[];
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
