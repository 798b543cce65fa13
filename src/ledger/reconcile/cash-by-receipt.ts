import type { CivilDate } from '../../calendar/civil-date.js';
import type { LineCash } from '../../engine/events/cash.js';
import { linkReversals } from '../../engine/events/link-reversals.js';
import { compareText } from '../../engine/record-index.js';

/** What stands of a receipt on an invoice of a deal, net of tax, in minor units of the deal's currency. */
export interface ReceiptCash {
  /** `null` for cash that no receipt is known of. */
  readonly receipt: string | null;
  readonly invoice: string;
  /** The day it came in. */
  readonly date: CivilDate;
  readonly amount: bigint;
}

/**
 * What stands of each receipt on the invoices of a deal when everything before a day is known: less what was
 * refunded, and less what credit notes took back of what was collected. In the order in which it came in.
 *
 * @example
 * cashByReceipt(streams.cash(deal), '2026-04-01') // [{ receipt: 'R-1', invoice: 'INV-1', amount: 4_000n, … }]
 */
export function cashByReceipt(lines: readonly LineCash[], day: CivilDate): readonly ReceiptCash[] {
  const standing = new Map<string, { -readonly [Key in keyof ReceiptCash]: ReceiptCash[Key] }>();
  for (const { line, cash, events } of lines) {
    const receipts = new Map(cash.map(({ key, receipt }) => [key, receipt]));
    const add = (event: string | null, date: CivilDate, amount: bigint): void => {
      const receipt = (event === null ? undefined : receipts.get(event)) ?? null;
      const key = `${receipt ?? ''}\u0000${line.invoice}`;
      const known = standing.get(key);
      if (known === undefined) standing.set(key, { receipt, invoice: line.invoice, date, amount });
      else known.amount += amount;
    };
    for (const event of linkReversals(events.filter(({ date }) => date < day))) {
      if (event.amount >= 0n) add(event.key, event.date, event.amount);
      else for (const { target, amount } of event.parts) add(target, event.date, amount);
    }
  }
  return [...standing.values()].sort(
    (a, b) =>
      compareText(a.date, b.date) ||
      compareText(a.receipt ?? '', b.receipt ?? '') ||
      compareText(a.invoice, b.invoice),
  );
}
