import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import type { ProblemCode } from '../../problems/codes.js';
import type { Problem } from '../../problems/problem.js';

/** Whose credits a fund is a share of: of those who share it, of a whole team, or of everybody. */
export type FundOwner = 'members' | 'teamPooled' | 'everybody';

/** What a mechanism that looks at several payees at once asks about them. */
export interface PeerQuestion {
  /** Who are looked at together: the members of a team who are on the plan, or everybody on the plan. */
  readonly among: 'team' | 'plan';
  /** Whether each counts for the days on which they belong, or those who belong at the end count in full. */
  readonly membership: 'days' | 'atEnd';
  /** The measure of the plan that is read of each. */
  readonly measure: string;
  /** What of it is read; what is not does not matter and is left at nothing. */
  readonly reads: readonly ('credited' | 'attainment')[];
  /** Another measure of the plan whose attainment is read; `null` for none. */
  readonly qualifier: string | null;
  /** The pool whose weights are read; `null` for none. */
  readonly weights: string | null;
  /** The measure that a fund is a share of, and whose; `null` for none. */
  readonly fund: { readonly measure: string; readonly of: FundOwner } | null;
}

/** Something that is missing for a payee, so that what all of the group get may still change. */
export interface Gap {
  readonly code: ProblemCode;
  /** What the payee is told; `null` where that is told elsewhere. */
  readonly own: Problem | null;
}

/** One who is looked at with others, as of the end of a day. */
export interface Peer {
  /** Tells peers apart and puts them in order: the payee, then the first day on this version of the plan. */
  readonly key: string;
  readonly payee: string;
  /** The days of the window that count; 1 for who belongs at the end. */
  readonly days: number;
  /** Credited on these days, or in all of the window: minor units, or millionths of units. */
  readonly credited: Ratio;
  readonly attainment: Ratio | null;
  /** The attainment in the other measure that was asked for. */
  readonly qualifying: Ratio | null;
  /** The sum of the weights over the days; `null` without any. */
  readonly weight: Ratio | null;
  readonly gaps: readonly Gap[];
}

/** Some payees who are looked at together in one window, as of the end of a day. */
export interface PeerGroup {
  /** Their team; `null` for everybody on the plan. */
  readonly team: string | null;
  /** The last day that counted. */
  readonly at: CivilDate;
  /** The part of the window in which this version of the plan is in force. */
  readonly part: Ratio;
  /** In the order of their keys. */
  readonly peers: readonly Peer[];
  /** What was credited under the fund's measure, in minor units; `null` where there is none. */
  readonly fund: Ratio | null;
  /** What is missing for the fund. */
  readonly gaps: readonly Gap[];
}

/**
 * What tells a payee on a version of a plan apart from every other.
 *
 * @example
 * peerKey({ payee: 'ada', from: '2026-01-01' })
 */
export function peerKey({ payee, from }: { readonly payee: string; readonly from: CivilDate }): string {
  return `${payee}\u0000${from}`;
}
