import type { ReceiptTrace } from '../../runs/reconcile/trace-receipt.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { sentence } from '../parts/problems.js';
import type { FiledColumn } from '../parts/table-csv.js';
import { dealAddress } from './reconcile-address.js';

type InCurrency = Pick<ReceiptTrace, 'currency'>;
type Applied = ReceiptTrace['applied'][number];
type Refunded = ReceiptTrace['refunded'][number];
type Nothing = ReceiptTrace['nothing'][number];

/** A column of invoices; `of` names the amount that it sums. */
type AppliedColumn = FiledColumn<Applied> & { readonly of?: 'amount' | 'net' };

/**
 * The columns of the invoices that a receipt was applied to.
 *
 * @example
 * tableCsv(appliedColumns(trace, format), trace.applied)
 */
export function appliedColumns({ currency }: InCurrency, format: ReaderFormat): readonly AppliedColumn[] {
  const amount = (heading: string, of: 'amount' | 'net'): AppliedColumn => ({
    heading: `${heading}, ${currency}`,
    kind: 'number',
    of,
    cell: (row) => <Amount format={format} amount={row[of]} currency={currency} bare />,
    inFile: { [of]: (row) => row[of] },
  });
  return [
    {
      heading: 'Invoice',
      namesRow: true,
      cell: ({ invoice, line }) => (line === '' ? invoice : `${invoice}, line ${line}`),
      inFile: { invoice: ({ invoice }) => invoice, line: ({ line }) => line },
    },
    {
      heading: 'Deal',
      cell: ({ deal }) => <a href={dealAddress(deal)}>{deal}</a>,
      inFile: { deal: ({ deal }) => deal, currency: () => currency },
    },
    amount('With tax', 'amount'),
    amount('Net of tax', 'net'),
  ];
}

/**
 * The columns of what of a receipt was given back.
 *
 * @example
 * tableCsv(refundedColumns(trace, format), trace.refunded)
 */
export function refundedColumns(
  { currency }: InCurrency,
  format: ReaderFormat,
): readonly FiledColumn<Refunded>[] {
  return [
    {
      heading: 'Refund',
      namesRow: true,
      cell: ({ refund }) => refund,
      inFile: { refund: ({ refund }) => refund },
    },
    { heading: 'Kind', cell: ({ kind }) => kind, inFile: { kind: ({ kind }) => kind } },
    { heading: 'Date', cell: ({ date }) => format.day(date), inFile: { date: ({ date }) => date } },
    amountIn(currency, format),
  ];
}

/**
 * The columns of what of a receipt made nothing payable.
 *
 * @example
 * tableCsv(nothingColumns(trace, format), trace.nothing)
 */
export function nothingColumns(
  { currency }: InCurrency,
  format: ReaderFormat,
): readonly FiledColumn<Nothing>[] {
  return [
    { heading: 'Why', namesRow: true, cell: ({ why }) => sentence(why), inFile: { why: ({ why }) => why } },
    {
      heading: 'Deal',
      cell: ({ deal }) => (deal === null ? '' : <a href={dealAddress(deal)}>{deal}</a>),
      inFile: { deal: ({ deal }) => deal },
    },
    amountIn(currency, format),
  ];
}

function amountIn<Row extends { readonly amount: string }>(
  currency: string,
  format: ReaderFormat,
): FiledColumn<Row> {
  return {
    heading: currency,
    kind: 'number',
    cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
    inFile: { currency: () => currency, amount: ({ amount }) => amount },
  };
}
