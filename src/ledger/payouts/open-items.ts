import type { PostedPayout } from '../posted-statement.js';
import type { PayoutItem } from './payout-batch.js';

/** What a closed statement pays, in its currency; and where the payee is paid in another, what that comes to. */
export interface PayableStatement extends PayoutItem {
  readonly payout?: PostedPayout;
}

/** What frees the statements of a batch for another: it was rejected, or it was withdrawn. */
export type FreedAs = 'rejected' | 'withdrawn';

/** An item of an earlier batch, and what has freed it. */
export interface EarlierItem {
  readonly batch: number;
  readonly closing: number;
  readonly payee: string;
  readonly attempt: number;
  /** `null` as long as its batch may pay it. */
  readonly freedAs: FreedAs | null;
}

/** An item that a new batch may hold: a first attempt to pay a statement, or one that is freed. */
export interface OpenItem extends PayableStatement {
  /** From 1; one more than there were batches that freed the statement. */
  readonly attempt: number;
  /** The batch that held the statement last, and what freed it; `null` for a first attempt. */
  readonly freed: { readonly by: number; readonly as: FreedAs } | null;
}

/**
 * What is still to be put into a batch: statements that pay something and are in no batch but such as freed them. What
 * comes to nothing in the currency that is paid cannot be paid.
 *
 * @param statements of closings, in the order in which a batch lists them
 * @example
 * openItems(statements, []).length // as many as there are statements that pay
 */
export function openItems(
  statements: readonly PayableStatement[],
  earlier: readonly EarlierItem[],
): readonly OpenItem[] {
  const last = new Map<string, EarlierItem>();
  for (const item of earlier) {
    const known = last.get(placeOf(item));
    if (known === undefined || known.attempt < item.attempt) last.set(placeOf(item), item);
  }
  return statements.flatMap((statement): readonly OpenItem[] => {
    if (statement.amount <= 0n || statement.payout?.amount === 0n) return [];
    const before = last.get(placeOf(statement));
    if (before === undefined) return [{ ...statement, attempt: 1, freed: null }];
    const { batch: by, freedAs: as, attempt } = before;
    return as === null ? [] : [{ ...statement, attempt: attempt + 1, freed: { by, as } }];
  });
}

function placeOf({ closing, payee }: { readonly closing: number; readonly payee: string }): string {
  return `${closing}\u0000${payee}`;
}
