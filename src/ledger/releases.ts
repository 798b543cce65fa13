import type { ComponentDue } from '../engine/due.js';
import type { Payable } from '../engine/payables/payable.js';
import { formatPercent } from '../money/ratio.js';
import type { StatementHeld, StatementRelease, StatementShare } from './statement.js';

/** Tells the payables of a segment's component and deal apart from all others of the payee. */
function payableKey({ book }: ComponentDue, { component, deal }: Payable): string {
  return [book.segment.assignment, book.segment.from, component, deal].join('\u0000');
}

/** What is payable now by key, and the differences to what was payable before. */
export function payableChanges(components: readonly ComponentDue[], before: ReadonlyMap<string, bigint>) {
  const next = new Map<string, bigint>();
  const differences = new Map<string, bigint>();
  for (const component of components) {
    for (const each of component.payables) {
      const key = payableKey(component, each);
      next.set(key, each.payable);
      const difference = each.payable - (before.get(key) ?? 0n);
      if (difference !== 0n) differences.set(key, difference);
    }
  }
  // What was payable on a deal that earns nothing any more is taken back whole.
  for (const [key, amount] of before) {
    if (next.has(key)) continue;
    next.set(key, 0n);
    if (amount !== 0n) differences.set(key, -amount);
  }
  return { next, differences };
}

/** What became payable of each deal's earning, and by what. */
export function releasesOf(
  components: readonly ComponentDue[],
  differences: ReadonlyMap<string, bigint>,
  money: (minor: bigint) => string,
): readonly StatementRelease[] {
  return components.flatMap((component) =>
    component.payables.flatMap((each) => {
      const amount = differences.get(payableKey(component, each));
      if (amount === undefined || each.shares.length === 0) return [];
      return [{ ...placeOf(component, each), amount: money(amount), shares: sharesOf(each) }];
    }),
  );
}

/** What is earned on each deal and not payable yet, and what it waits for. */
export function heldOf(
  components: readonly ComponentDue[],
  money: (minor: bigint) => string,
): readonly StatementHeld[] {
  return components.flatMap((component) =>
    component.payables
      .filter(({ earned, payable }) => earned !== payable)
      .map((each) => ({
        ...placeOf(component, each),
        amount: money(each.earned - each.payable),
        shares: sharesOf(each),
      })),
  );
}

function placeOf({ book }: ComponentDue, { component, deal }: Payable) {
  return { assignment: book.segment.assignment, component, deal: deal === '' ? null : deal };
}

function sharesOf({ shares }: Payable): readonly StatementShare[] {
  return shares.map(({ share, on, ratio, because }) => ({
    share: formatPercent(share),
    on,
    reached: formatPercent(ratio),
    because: because(),
  }));
}
