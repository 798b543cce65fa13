import type { DealAmounts } from './closing/posted-seeds.js';
import type { Entitlement } from './entitlement.js';
import { groupedBy } from './grouped-by.js';
import type { PlacedPosting } from './posted-line.js';
import type { PostedRelease } from './posted-release.js';
import type { PostedDeal, PostedPayable } from './posted-statement.js';
import { payableByDefault } from './render-statement.js';

/** What a statement says of one entitlement; two parts may be of the same one. */
export interface StatementPart {
  readonly entitlement: Entitlement;
  readonly postings: readonly PlacedPosting[];
  /** What was earned and became payable by deal, `''` for what belongs to none. */
  readonly deals: ReadonlyMap<string, DealAmounts>;
  readonly releases: readonly PostedRelease[];
}

/**
 * What became payable by each entitlement, where it does not follow from the lines, or where these do not show
 * that it changed.
 */
export function postedPayables(parts: readonly StatementPart[]): readonly PostedPayable[] {
  return [...groupedBy(parts, ({ entitlement }) => entitlement.number)].flatMap(([number, own]) => {
    const earned = earnedIn(own);
    const amount = payableIn(own);
    const isSilent =
      own.every(({ postings }) => postings.length === 0) &&
      own.some(({ deals }) => [...deals.values()].some(({ payable }) => payable !== 0n));
    const isUsual = own.every(({ entitlement }) => amount === payableByDefault(entitlement, earned));
    return isUsual && !isSilent ? [] : [{ entitlement: number, amount }];
  });
}

/** What was earned and became payable by entitlement and deal, without those of which nothing did. */
export function postedDeals(parts: readonly StatementPart[]): readonly PostedDeal[] {
  return [...groupedBy(parts, ({ entitlement }) => entitlement.number)].flatMap(([entitlement, own]) => {
    const sums = new Map<string, DealAmounts>();
    for (const { deals } of own) {
      for (const [deal, { earned, payable }] of deals) {
        const before = sums.get(deal) ?? { earned: 0n, payable: 0n };
        sums.set(deal, { earned: before.earned + earned, payable: before.payable + payable });
      }
    }
    return [...sums]
      .filter(([, { earned, payable }]) => earned !== 0n || payable !== 0n)
      .map(([deal, amounts]) => ({ entitlement, deal: deal === '' ? null : deal, ...amounts }));
  });
}

/** What the lines of parts come to. */
export function earnedIn(parts: readonly StatementPart[]): bigint {
  return sum(parts.flatMap(({ postings }) => postings.map(({ amount }) => amount)));
}

/** What became payable in all. */
export function payableIn(parts: readonly StatementPart[]): bigint {
  return sum(parts.flatMap(({ deals }) => [...deals.values()].map(({ payable }) => payable)));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
