import type { Deal } from '../records/record-kinds.js';

/**
 * Gives drafts the ids of their deals, in the order in which they closed.
 *
 * @example
 * numbered(drafts, 'D', 5)[0]?.deal.id // 'D-00001'
 */
export function numbered<Draft extends { readonly deal: Omit<Deal, 'id'> }>(
  drafts: readonly Draft[],
  prefix: string,
  digits: number,
): readonly (Draft & { readonly deal: Deal })[] {
  return inOrder(drafts, ({ deal }) => deal.closeDate).map((draft, index) => ({
    ...draft,
    deal: { id: numberedId(prefix, index, digits), ...draft.deal },
  }));
}

/**
 * Things in the order of a date; those of one day stay as they were.
 *
 * @example
 * inOrder(invoices, ({ date }) => date);
 */
export function inOrder<Thing>(things: readonly Thing[], dateOf: (thing: Thing) => string): readonly Thing[] {
  return [...things].sort((a, b) => {
    const [first, second] = [dateOf(a), dateOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

/**
 * The id of the n-th of a kind, counted from 0.
 *
 * @example
 * numberedId('INV', 0, 6) // 'INV-000001'
 */
export function numberedId(prefix: string, index: number, digits: number): string {
  return `${prefix}-${String(index + 1).padStart(digits, '0')}`;
}
