/** A file that shows why something was adjusted: it is kept elsewhere, and known by its hash. */
export interface Attachment {
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string;
}

/** An amount that somebody adds by hand to what a payee is paid for a pay period, or takes off. */
export interface AdjustmentTerms {
  readonly payee: string;
  /** The id of the pay group, such as `monthly-USD`. */
  readonly payGroup: string;
  /** The id of the pay period. */
  readonly period: string;
  readonly currency: string;
  /** Minor units, not zero. */
  readonly amount: bigint;
  readonly reason: string;
  readonly attachment: Attachment | null;
  readonly note: string | null;
}

/** What was decided on an adjustment; it is decided on once. */
export interface AdjustmentDecision {
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly reason: string | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
  /** The number of the change that decided it. */
  readonly change: number;
}

/** Where an adjustment stands. */
export type AdjustmentState = 'waiting' | AdjustmentDecision['decision'];

/** An adjustment by hand, as it was made, and what was decided on it. */
export interface Adjustment extends AdjustmentTerms {
  /** From 1, in the order in which they were made. */
  readonly number: number;
  /** The id of who made it. */
  readonly maker: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly madeAt: string;
  /** The number of the change that made it. */
  readonly change: number;
  /** `null` while it waits for one. */
  readonly decision: AdjustmentDecision | null;
}

/** What a statement says of an adjustment that was approved. */
export interface PostedAdjustment {
  readonly number: number;
  /** Minor units, signed. */
  readonly amount: bigint;
  readonly reason: string;
  /** The name of the file that shows why. */
  readonly attachment: string | null;
  readonly maker: string;
  readonly approver: string;
}

/** An adjustment that was approved, with whose pay it is part of. */
export interface ApprovedAdjustment extends PostedAdjustment {
  readonly payee: string;
  readonly payGroup: string;
  readonly period: string;
}

/**
 * Where an adjustment stands.
 *
 * @example
 * adjustmentState({ decision: null }) // 'waiting'
 */
export function adjustmentState({ decision }: Pick<Adjustment, 'decision'>): AdjustmentState {
  return decision?.decision ?? 'waiting';
}

/**
 * What the statement for a pay period says of the adjustments of a payee.
 *
 * @example
 * adjustmentsIn(approved, 'monthly-USD', '2026-03')[0]?.amount // 50_000n
 */
export function adjustmentsIn(
  approved: readonly ApprovedAdjustment[],
  payGroup: string,
  period: string,
): readonly PostedAdjustment[] {
  return approved
    .filter((each) => each.payGroup === payGroup && each.period === period)
    .map(({ number, amount, reason, attachment, maker, approver }) => {
      return { number, amount, reason, attachment, maker, approver };
    });
}
