import type { RecordIndex } from '../../engine/record-index.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';

/**
 * Tells whether a deal, its invoices or the receipts on them are among what was changed. What was taken away is named
 * by what it was, so that the records as they are now suffice.
 *
 * @example
 * const isChanged = changedDeals(await readChangedInputs(trx, { after: 12, through: 15 }));
 * isChanged('D-1', streams.index) // true
 */
export function changedDeals(
  changed: readonly ChangedInput[],
): (deal: string, index: RecordIndex) => boolean {
  const named = (field: 'deal' | 'invoice' | 'receipt') => new Set(changed.map((each) => each[field]));
  const [deals, invoices, receipts] = [named('deal'), named('invoice'), named('receipt')];
  return (deal, index) =>
    deals.has(deal) ||
    (index.invoicesByDeal.get(deal) ?? []).some(
      (invoice) =>
        invoices.has(invoice) ||
        (index.applicationsByInvoice.get(invoice) ?? []).some(({ receipt }) => receipts.has(receipt)),
    );
}
