import type { DealCash, InvoiceCash } from '../../ledger/reconcile/deal-cash.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { ReceiptLinks, receiptsText } from './receipt-links.js';
import { dealAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** What customers were invoiced, and how it is shown. */
interface Shown {
  readonly deals: readonly DealCash[];
  /** Whether each row names its deal. */
  readonly withDeals?: boolean;
  /** Whether the reader may follow deals and receipts. */
  readonly links: boolean;
  readonly format: ReaderFormat;
}

interface InvoiceRow extends InvoiceCash {
  readonly deal: string;
  readonly currency: string;
}

/**
 * What customers were invoiced for some deals of one currency, and what became of it, net of tax.
 *
 * @example
 * <InvoicesTable deals={[trace]} currency="USD" links exports={[]} format={format} />
 */
export function InvoicesTable({
  currency,
  exports,
  ...shown
}: Shown & { readonly currency: string; readonly exports: readonly ExportLink[] }) {
  const rows = rowsOf(shown.deals);
  return (
    <DataTable
      caption="Invoices, net of tax"
      columns={[
        ...namesIn(shown),
        ...AMOUNTS.filter(({ name, isRare }) => !isRare || rows.some((row) => /[1-9]/.test(row[name]))).map(
          (each) => ({
            ...amountColumn(each, shown.format),
            total: (
              <Amount format={shown.format} amount={sumOf(rows, each, currency)} currency={currency} bare />
            ),
          }),
        ),
        receiptsColumn(shown),
      ]}
      rows={rows}
      exports={exports}
      empty={
        <EmptyState title="Nothing is invoiced">
          What the customer is invoiced and pays is here once invoices and receipts are imported.
        </EmptyState>
      }
    />
  );
}

/**
 * The invoices of deals as CSV, each row with its deal and currency.
 *
 * @example
 * invoicesCsv([trace], format).split('\n')[1] // 'D-1,INV-1,1,2026-01-15,2026-02-14,USD,1000.00,…'
 */
export function invoicesCsv(deals: readonly DealCash[], format: ReaderFormat): string {
  const shown = { deals, links: false, format };
  return tableCsv(
    [...namesIn(shown), ...AMOUNTS.map((each) => amountColumn(each, format)), receiptsColumn(shown)],
    rowsOf(deals),
  );
}

function rowsOf(deals: readonly DealCash[]): readonly InvoiceRow[] {
  return deals.flatMap(({ deal, currency, invoices }) =>
    invoices.map((each) => ({ ...each, deal, currency })),
  );
}

function namesIn({ withDeals = false, links, format }: Shown): readonly FiledColumn<InvoiceRow>[] {
  const dealColumn: FiledColumn<InvoiceRow> = {
    heading: 'Deal',
    cell: ({ deal }) => <span class="one-line">{links ? <a href={dealAddress(deal)}>{deal}</a> : deal}</span>,
    inFile: {},
  };
  return [
    {
      heading: 'Invoice',
      namesRow: true,
      cell: ({ invoice, line }) => (
        <>
          <span class="one-line">{invoice}</span>
          {line === '' ? null : <div class="quiet">line {line}</div>}
        </>
      ),
      inFile: { deal: ({ deal }) => deal, invoice: ({ invoice }) => invoice, line: ({ line }) => line },
    },
    ...(withDeals ? [dealColumn] : []),
    {
      heading: 'Date',
      cell: ({ date }) => <span class="one-line">{format.day(date)}</span>,
      inFile: { date: ({ date }) => date },
    },
    {
      heading: 'Due',
      cell: ({ dueDate }) => <span class="one-line">{dueDate === null ? '' : format.day(dueDate)}</span>,
      inFile: { dueDate: ({ dueDate }) => dueDate, currency: ({ currency }) => currency },
    },
  ];
}

type InvoiceAmount = Readonly<{
  heading: string;
  name: 'amount' | 'collected' | 'credited' | 'writtenOff' | 'open';
  /** What is left out of the page where it is nothing. */
  isRare: boolean;
}>;

const AMOUNTS: readonly InvoiceAmount[] = [
  { heading: 'Invoiced', name: 'amount', isRare: false },
  { heading: 'Collected', name: 'collected', isRare: false },
  { heading: 'Credited', name: 'credited', isRare: true },
  { heading: 'Written off', name: 'writtenOff', isRare: true },
  { heading: 'Open', name: 'open', isRare: false },
];

function amountColumn({ heading, name }: InvoiceAmount, format: ReaderFormat): FiledColumn<InvoiceRow> {
  return {
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={row.currency} bare />,
    inFile: { [name]: (row) => row[name] },
  };
}

function sumOf(rows: readonly InvoiceRow[], { name }: InvoiceAmount, currency: string): string {
  return sumAmounts(
    rows.map((row) => row[name]),
    currency,
  );
}

function receiptsColumn({ links, format }: Shown): FiledColumn<InvoiceRow> {
  return {
    heading: 'Receipts',
    cell: (row) => <ReceiptLinks {...row} links={links} format={format} />,
    inFile: { receipts: ({ receipts }) => receiptsText(receipts) },
  };
}
