import type { ComponentDue } from '../engine/due.js';
import type { Payable } from '../engine/payables/payable.js';
import { formatPercent } from '../money/ratio.js';
import type { PostedHeld, PostedRelease, PostedShare } from './posted-release.js';
import type { ComponentPosting } from './running-component.js';

/** What became payable of each deal's earning, and by what. */
export function releasesOf(
  { due, deals }: ComponentPosting,
  money: (minor: bigint) => string,
): readonly PostedRelease[] {
  if (due.component.component.release.length === 0) return [];
  return due.payables.flatMap((each) => {
    const { payable } = deals.get(each.deal) ?? NOTHING;
    if (payable === 0n || each.shares.length === 0) return [];
    return [{ ...placeOf(due, each), amount: money(payable), shares: sharesOf(each) }];
  });
}

/** What is earned on each deal and not payable yet, and what it waits for. */
export function heldOf({ due }: ComponentPosting, money: (minor: bigint) => string): readonly PostedHeld[] {
  if (due.component.component.release.length === 0) return [];
  return due.payables
    .filter(({ earned, payable }) => earned !== payable)
    .map((each) => ({
      ...placeOf(due, each),
      amount: money(each.earned - each.payable),
      shares: sharesOf(each),
    }));
}

const NOTHING = { payable: 0n };

function placeOf({ book }: ComponentDue, { component, deal }: Payable) {
  return { assignment: book.segment.assignment, component, deal: deal === '' ? null : deal };
}

function sharesOf({ shares }: Payable): readonly PostedShare[] {
  return shares.map(({ share, on, ratio, because }) => ({
    share: formatPercent(share),
    on,
    reached: formatPercent(ratio),
    because: because(),
  }));
}
