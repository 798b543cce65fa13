import { type ReleaseReason, reasonText } from '../engine/payables/release-reason.js';
import type { StatementHeld, StatementRelease, StatementShare } from './statement.js';

/** A share of a release and how far it has come, as it is posted: by the figures that tell why. */
export interface PostedShare extends Omit<StatementShare, 'because'> {
  readonly because: ReleaseReason;
}

/** What became payable of a deal's earning, as it is posted. */
export interface PostedRelease extends Omit<StatementRelease, 'shares'> {
  readonly shares: readonly PostedShare[];
}

/** What is earned on a deal and not payable yet, as it is posted. */
export interface PostedHeld extends Omit<StatementHeld, 'shares'> {
  readonly shares: readonly PostedShare[];
}

/**
 * Something that is held or became payable as one reads it.
 *
 * @example
 * posted.held.map(shownRelease)[0]?.shares[0]?.because // 'booked on 2026-02-10'
 */
export function shownRelease<Posted extends PostedHeld>(
  posted: Posted,
): Omit<Posted, 'shares'> & { readonly shares: readonly StatementShare[] } {
  return { ...posted, shares: shownShares(posted.shares) };
}

/**
 * Shares of a release as one reads them.
 *
 * @example
 * shownShares(held.shares)[0]?.because // 'booked on 2026-02-10'
 */
export function shownShares(shares: readonly PostedShare[]): readonly StatementShare[] {
  return shares.map(({ share, on, reached, because }) => {
    return { share, on, reached, because: reasonText(because) };
  });
}
