import type { Ratio } from '../../money/ratio.js';

/** The most of one deal that a measure counts, whoever holds it. */
export interface Windfall {
  /** An amount, or a share of the payee's full quota of the window in which the deal closed. */
  readonly above:
    | { readonly kind: 'amount'; readonly amount: bigint }
    | { readonly kind: 'ofQuota'; readonly share: Ratio };
  /** Whether what exceeds it is lost for good, or kept out until somebody has decided. */
  readonly excess: 'forfeited' | 'held';
  /** The field of a deal that says, once it was decided, how much of it counts. */
  readonly decidedBy: string | null;
}
