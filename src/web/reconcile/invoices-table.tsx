import type { DealCash, InvoiceCash } from '../../ledger/reconcile/deal-cash.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { dealAddress, receiptAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

interface InvoiceRow extends InvoiceCash {
  readonly deal: string;
}

/**
 * What customers were invoiced for some deals of one currency, and what became of it, net of tax.
 *
 * @param withDeals whether each row names its deal
 * @param links whether the reader may follow deals and receipts
 * @example
 * <InvoicesTable deals={[trace]} currency="USD" links format={format} />
 */
export function InvoicesTable({
  deals,
  currency,
  withDeals = false,
  links,
  format,
}: {
  readonly deals: readonly DealCash[];
  readonly currency: string;
  readonly withDeals?: boolean;
  readonly links: boolean;
  readonly format: ReaderFormat;
}) {
  const rows = deals.flatMap(({ deal, invoices }) => invoices.map((each) => ({ ...each, deal })));
  return (
    <DataTable
      caption="Invoices, net of tax"
      columns={[
        {
          heading: 'Invoice',
          namesRow: true,
          cell: ({ invoice, line }) => (
            <>
              <span class="one-line">{invoice}</span>
              {line === '' ? null : <div class="quiet">line {line}</div>}
            </>
          ),
        },
        ...(withDeals
          ? [
              {
                heading: 'Deal',
                cell: ({ deal }: InvoiceRow) => (
                  <span class="one-line">{links ? <a href={dealAddress(deal)}>{deal}</a> : deal}</span>
                ),
              },
            ]
          : []),
        { heading: 'Date', cell: ({ date }) => <span class="one-line">{format.day(date)}</span> },
        {
          heading: 'Due',
          cell: ({ dueDate }) => <span class="one-line">{dueDate === null ? '' : format.day(dueDate)}</span>,
        },
        ...AMOUNTS.filter(([, name]) => isShown(name, rows)).map(([heading, name]) =>
          amountColumn(heading, name, { rows, currency, format }),
        ),
        {
          heading: 'Receipts',
          cell: ({ receipts }) =>
            receipts.map(({ receipt, date, amount }) => (
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
            )),
        },
      ]}
      rows={rows}
      empty={
        <EmptyState title="Nothing is invoiced">
          What the customer is invoiced and pays is here once invoices and receipts are imported.
        </EmptyState>
      }
    />
  );
}

const AMOUNTS = [
  ['Invoiced', 'amount'],
  ['Collected', 'collected'],
  ['Credited', 'credited'],
  ['Written off', 'writtenOff'],
  ['Open', 'open'],
] as const;

/** What is rarely anything is left out where it is nothing. */
function isShown(name: (typeof AMOUNTS)[number][1], rows: readonly InvoiceRow[]): boolean {
  return (name !== 'credited' && name !== 'writtenOff') || rows.some((row) => /[1-9]/.test(row[name]));
}

function amountColumn(
  heading: string,
  name: (typeof AMOUNTS)[number][1],
  shown: { readonly rows: readonly InvoiceRow[]; readonly currency: string; readonly format: ReaderFormat },
): Column<InvoiceRow> {
  const { rows, currency, format } = shown;
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const total = sumAmounts(
    rows.map((row) => row[name]),
    currency,
  );
  return { heading, kind: 'number', cell: (row) => amount(row[name]), total: amount(total) };
}
