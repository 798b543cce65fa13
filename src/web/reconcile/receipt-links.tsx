import type { InvoiceCash } from '../../ledger/reconcile/deal-cash.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { receiptAddress } from './reconcile-address.js';

type Receipts = InvoiceCash['receipts'];

/**
 * The receipts that stand on a line of an invoice, each with its amount and day.
 *
 * @param links whether the reader may follow them
 * @example
 * <ReceiptLinks receipts={invoice.receipts} currency="USD" links format={format} />
 */
export function ReceiptLinks({
  receipts,
  currency,
  links,
  format,
}: {
  readonly receipts: Receipts;
  readonly currency: string;
  readonly links: boolean;
  readonly format: ReaderFormat;
}) {
  return (
    <>
      {receipts.map(({ receipt, date, amount }) => (
        <div>
          {receipt === null ? (
            'no receipt'
          ) : links ? (
            <a href={receiptAddress(receipt)}>{receipt}</a>
          ) : (
            receipt
          )}
          <div class="quiet one-line">{`${format.amount(amount, currency)}, ${format.day(date)}`}</div>
        </div>
      ))}
    </>
  );
}

/**
 * The same in a cell of a file.
 *
 * @example
 * receiptsText([{ receipt: 'R-1', date: '2026-02-01', amount: '50.00' }]) // 'R-1 2026-02-01 50.00'
 */
export function receiptsText(receipts: Receipts): string {
  return receipts
    .map(({ receipt, date, amount }) => `${receipt ?? 'no receipt'} ${date} ${amount}`)
    .join('; ');
}
