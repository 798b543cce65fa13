import type { Dated } from './dated-sum.js';
import type { TracedPart } from './traced-part.js';

/** What became payable to a payee on a deal in a currency, in minor units. */
export interface PaidOnDeal {
  readonly deal: string;
  readonly currency: string;
  /** What did not wait for cash. */
  beforeCash: bigint;
  /** What the booking earned, whatever released it; not what was earned as revenue or cash came in. */
  onBooking: bigint;
  readonly receipts: Map<string, PaidOnReceipt>;
}

/** What a receipt made payable: all of it, and what it made payable without what was taken back. */
export interface PaidOnReceipt {
  total: bigint;
  added: bigint;
  /** What was added and what was taken back, each with the first day after the pay period. */
  readonly postings: Dated[];
}

/** Sums what became payable to a payee by deal, and on it by receipt. */
export class PaidOnDeals {
  readonly #deals = new Map<string, PaidOnDeal>();

  /**
   * Takes a part; what belongs to no deal is left aside.
   *
   * @example
   * paid.add(part);
   */
  add({ deal, currency, periodTo, line, cause, receipt, amount }: TracedPart): void {
    if (deal === null) return;
    const key = `${deal}\u0000${currency}`;
    const paid = this.#deals.get(key) ?? {
      deal,
      currency,
      beforeCash: 0n,
      onBooking: 0n,
      receipts: new Map(),
    };
    this.#deals.set(key, paid);
    const isEarnedLater = line !== null && (cause === 'revenue' || receipt !== null);
    if (!isEarnedLater) paid.onBooking += amount;
    if (receipt === null) {
      paid.beforeCash += amount;
      return;
    }
    const known = paid.receipts.get(receipt) ?? { total: 0n, added: 0n, postings: [] };
    known.total += amount;
    if (amount > 0n) known.added += amount;
    known.postings.push({ date: periodTo, amount });
    paid.receipts.set(receipt, known);
  }

  /** In the order in which deals were met. */
  all(): readonly PaidOnDeal[] {
    return [...this.#deals.values()];
  }
}
