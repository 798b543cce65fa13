/** Who approves statements: the managers of payees, and finance. */
export const APPROVAL_LEVELS = ['manager', 'finance'] as const;

/** One of {@link APPROVAL_LEVELS}. */
export type ApprovalLevel = (typeof APPROVAL_LEVELS)[number];

/** What somebody decided on a statement, as it was then. */
export interface StatementApproval {
  readonly payGroup: string;
  readonly period: string;
  readonly payee: string;
  readonly level: ApprovalLevel;
  readonly decision: 'approved' | 'rejected';
  /** Of what the statement came to; a decision counts for as long as it comes to the same. */
  readonly totalsHash: string;
  readonly actor: string;
  readonly reason: string | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly at: string;
}

/** The last decision on a statement at each level; `null` where there is none that counts. */
export type StatementDecisions = Readonly<Record<ApprovalLevel, StatementApproval | null>>;

/**
 * The decisions that count for a statement as it is now.
 *
 * @param approvals those of its pay group and period, in the order in which they were made
 * @example
 * decisionsOn(approvals, 'ada', totalsHash).manager?.decision // 'approved'
 */
export function decisionsOn(
  approvals: readonly StatementApproval[],
  payee: string,
  totalsHash: string,
): StatementDecisions {
  const last = (level: ApprovalLevel) =>
    approvals.findLast(
      (each) => each.payee === payee && each.level === level && each.totalsHash === totalsHash,
    ) ?? null;
  return { manager: last('manager'), finance: last('finance') };
}
