import type { ReceiptTrace } from '../../runs/reconcile/trace-receipt.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { tableCsv } from '../parts/table-csv.js';
import { appliedColumns, nothingColumns, refundedColumns } from './receipt-columns.js';
import { receiptAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** The tables of a receipt's page that can be had as files there; what it made payable is a report of the API. */
export const RECEIPT_FILES = ['applied', 'refunded', 'nothing'] as const;

/** One of {@link RECEIPT_FILES}. */
export type ReceiptFile = (typeof RECEIPT_FILES)[number];

interface Shown {
  readonly trace: ReceiptTrace;
  readonly format: ReaderFormat;
}

/**
 * The invoices that a receipt was applied to.
 *
 * @example
 * <AppliedTable trace={trace} format={format} />
 */
export function AppliedTable({ trace, format }: Shown) {
  const { receipt, applied, currency } = trace;
  const total = (name: 'amount' | 'net') =>
    format.amount(
      sumAmounts(
        applied.map((each) => each[name]),
        currency,
      ),
      currency,
    );
  return (
    <DataTable
      caption="The invoices that it was applied to"
      columns={appliedColumns(trace, format).map((column) =>
        column.of === undefined ? column : { ...column, total: total(column.of) },
      )}
      rows={applied}
      exports={exportsOf(receipt, 'applied')}
      empty={
        <EmptyState title="It is applied to no invoice">
          It pays nothing until it is matched to an invoice of a deal.
        </EmptyState>
      }
    />
  );
}

/**
 * What of a receipt was given back; nothing where nothing was.
 *
 * @example
 * <RefundsTable trace={trace} format={format} />
 */
export function RefundsTable({ trace, format }: Shown) {
  return (
    <DataTable
      caption="What was given back"
      columns={refundedColumns(trace, format)}
      rows={trace.refunded}
      exports={exportsOf(trace.receipt, 'refunded')}
      empty={null}
    />
  );
}

/**
 * What of a receipt made nothing payable, and why.
 *
 * @example
 * <NothingTable trace={trace} format={format} />
 */
export function NothingTable({ trace, format }: Shown) {
  return (
    <DataTable
      caption="By reason"
      columns={nothingColumns(trace, format)}
      rows={trace.nothing}
      exports={exportsOf(trace.receipt, 'nothing')}
      empty={null}
    />
  );
}

/**
 * A table of a receipt's page as CSV.
 *
 * @example
 * receiptCsv({ trace, format }, 'applied').split('\n')[1] // 'INV-1,1,D-1,USD,119.00,100.00'
 */
export function receiptCsv({ trace, format }: Shown, file: ReceiptFile): string {
  switch (file) {
    case 'applied':
      return tableCsv(appliedColumns(trace, format), trace.applied);
    case 'refunded':
      return tableCsv(refundedColumns(trace, format), trace.refunded);
    case 'nothing':
      return tableCsv(nothingColumns(trace, format), trace.nothing);
  }
}

function exportsOf(receipt: string, file: ReceiptFile) {
  return [{ label: 'CSV', href: `${receiptAddress(receipt)}?file=${file}` }];
}
