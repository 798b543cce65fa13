import { leastCommonMultiple } from '../../money/divisors.js';
import {
  compareRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  roundRatio,
  sumRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import { shareOut } from '../../money/share-out.js';
import type { FundOwner, Peer, PeerGroup } from './peer-group.js';

/** What a pool shares out: an amount for a full window, or a share of what was credited. */
export type Fund =
  | { readonly kind: 'amount'; readonly amount: bigint }
  | { readonly kind: 'ofMeasure'; readonly share: Ratio; readonly measure: string; readonly of: FundOwner };

/** By what a fund is shared out. */
export type Sharing = 'equally' | 'byCredit' | 'byWeight';

/** A fund that is shared out: every share in minor units, by the key of the peer; they sum to the fund. */
export interface Division {
  /** Rounded once. */
  readonly fund: bigint;
  readonly parts: ReadonlyMap<string, Ratio>;
  readonly total: Ratio;
  readonly shares: ReadonlyMap<string, bigint>;
}

/**
 * Shares a fund out over a group. A fund is never below nothing, and credit below zero counts as none; where
 * nobody has a part of anything, nothing is shared out.
 *
 * @example
 * divideFund({ kind: 'amount', amount: 1_000_000n }, 'equally', group, 'half-even').shares
 */
export function divideFund(fund: Fund, sharing: Sharing, group: PeerGroup, rounding: Rounding): Division {
  const amount = roundRatio(exactFund(fund, group), rounding);
  const parts = new Map(group.peers.map((peer) => [peer.key, partOf(peer, sharing)]));
  const total = sumRatios([...parts.values()]);
  if (total.numerator === 0n) {
    const nothing = new Map(group.peers.map(({ key }) => [key, 0n]));
    return { fund: amount, parts, total, shares: nothing };
  }
  const common = [...parts.values()].reduce(
    (least, { denominator }) => leastCommonMultiple(least, denominator),
    1n,
  );
  const weighted = [...parts].map(([key, { numerator, denominator }]) => ({
    key,
    weight: numerator * (common / denominator),
  }));
  return { fund: amount, parts, total, shares: shareOut(amount, weighted) };
}

function exactFund(fund: Fund, group: PeerGroup): Ratio {
  if (fund.kind === 'amount') return multiplyRatios(ratio(fund.amount, 1n), group.part);
  return multiplyRatios(fund.share, atLeastZero(group.fund ?? ZERO_RATIO));
}

function partOf({ days, credited, weight }: Peer, sharing: Sharing): Ratio {
  if (sharing === 'equally') return ratio(BigInt(days), 1n);
  return atLeastZero(sharing === 'byCredit' ? credited : (weight ?? ZERO_RATIO));
}

function atLeastZero(value: Ratio): Ratio {
  return compareRatios(value, ZERO_RATIO) < 0 ? ZERO_RATIO : value;
}
