import type { CivilDate } from '../../calendar/civil-date.js';

/** A line of a statement as it is when somebody questions it. */
export interface DisputedLine {
  readonly payee: string;
  /** The id of the line, such as `ada.2026-03.1`. */
  readonly line: string;
  readonly payGroup: string;
  readonly period: string;
  readonly component: string;
  readonly deal: string | null;
  readonly date: CivilDate;
  readonly currency: string;
  /** Minor units. */
  readonly amount: bigint;
}

/**
 * A fact as it should be: a split in full, or the fields of a deal that are to be other than they are, with its id;
 * as the texts that an import takes.
 */
export interface ProposedCorrection {
  readonly kind: 'deal' | 'split';
  readonly fields: Readonly<Record<string, string>>;
}

/** What somebody says is wrong with a line. */
export interface DisputeTerms extends DisputedLine {
  /** What the line should come to, in minor units. */
  readonly expected: bigint;
  readonly message: string;
  /** What would put it right; empty where nobody has said. */
  readonly corrections: readonly ProposedCorrection[];
}

/** Something that was said about a dispute. */
export interface DisputeReply {
  readonly actor: string;
  readonly message: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
}

/** How a dispute ended. */
export interface DisputeDecision {
  readonly decision: 'accepted' | 'rejected' | 'withdrawn';
  readonly actor: string;
  readonly reason: string | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
  /** The number of the change that ended it; of an accepted one, the change that made its corrections. */
  readonly change: number;
}

/** Where a dispute stands. */
export type DisputeState = 'open' | DisputeDecision['decision'];

/** A dispute with all that was said about it. */
export interface Dispute extends DisputeTerms {
  /** From 1, in the order in which they were opened. */
  readonly number: number;
  readonly opener: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly openedAt: string;
  readonly change: number;
  /** In order. */
  readonly replies: readonly DisputeReply[];
  /** `null` while it is open. */
  readonly decision: DisputeDecision | null;
}

/**
 * Where a dispute stands.
 *
 * @example
 * disputeState({ decision: null }) // 'open'
 */
export function disputeState({ decision }: Pick<Dispute, 'decision'>): DisputeState {
  return decision?.decision ?? 'open';
}
