import type { PayoutItem } from './payout-batch.js';

/** An item of an earlier batch, and whether that batch was rejected. */
export interface EarlierItem {
  readonly batch: number;
  readonly closing: number;
  readonly payee: string;
  readonly attempt: number;
  readonly isRejected: boolean;
}

/** An item that a new batch may hold: a first attempt to pay a statement, or one that a rejection has freed. */
export interface OpenItem extends PayoutItem {
  /** From 1; one more than there were rejected batches with the statement. */
  readonly attempt: number;
  /** The rejected batch that held the statement last; `null` for a first attempt. */
  readonly freedBy: number | null;
}

/**
 * What is still to be put into a batch: statements that pay something and are in no batch but rejected ones.
 *
 * @param statements of closings, in the order in which a batch lists them
 * @example
 * openItems(statements, []).length // as many as there are statements that pay
 */
export function openItems(
  statements: readonly PayoutItem[],
  earlier: readonly EarlierItem[],
): readonly OpenItem[] {
  const last = new Map<string, EarlierItem>();
  for (const item of earlier) {
    const known = last.get(placeOf(item));
    if (known === undefined || known.attempt < item.attempt) last.set(placeOf(item), item);
  }
  return statements.flatMap((statement): readonly OpenItem[] => {
    if (statement.amount <= 0n) return [];
    const before = last.get(placeOf(statement));
    if (before === undefined) return [{ ...statement, attempt: 1, freedBy: null }];
    return before.isRejected ? [{ ...statement, attempt: before.attempt + 1, freedBy: before.batch }] : [];
  });
}

function placeOf({ closing, payee }: { readonly closing: number; readonly payee: string }): string {
  return `${closing}\u0000${payee}`;
}
