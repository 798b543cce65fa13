import type { PartDocument } from '../../runs/reconcile/trace-payables.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { statementAddress } from '../payee/statement-address.js';
import { causeWords } from './cause-words.js';
import { dealAddress, receiptAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

/** So many parts stand on a page. */
const PARTS_ON_A_PAGE = 200;

/**
 * What became payable, part by part, by what made it so and by what it is paid; one currency, a page at a time.
 *
 * @param without what the page itself names
 * @param names of payees by their ids
 * @param links whether the reader may follow receipts and payouts
 * @param page which of the pages, from 1; `href` is the address of each
 * @example
 * <PartsTable parts={trace.parts} currency="USD" without="payee" names={names} links format={format} … />
 */
export function PartsTable({
  caption,
  parts,
  currency,
  without,
  names,
  links,
  page,
  href,
  exports,
  format,
}: {
  readonly caption: string;
  readonly parts: readonly PartDocument[];
  readonly currency: string;
  readonly without: 'payee' | 'deal' | 'receipt';
  readonly names: ReadonlyMap<string, string>;
  readonly links: boolean;
  readonly page: number;
  readonly href: (page: number) => string;
  readonly exports?: readonly ExportLink[];
  readonly format: ReaderFormat;
}) {
  const { rows, page: shown, pages } = pageOf(parts, page, PARTS_ON_A_PAGE);
  const total = sumAmounts(
    parts.map(({ amount }) => amount),
    currency,
  );
  const columns: readonly (Column<PartDocument> & { readonly of?: typeof without })[] = [
    {
      heading: 'Payee',
      of: 'payee',
      namesRow: true,
      cell: ({ payee }) => <a href={ownPay(payee)}>{names.get(payee) ?? payee}</a>,
    },
    {
      heading: 'Deal',
      of: 'deal',
      namesRow: without === 'payee',
      cell: ({ deal }) => {
        if (deal === null) return 'no single deal';
        return <span class="one-line">{links ? <a href={dealAddress(deal)}>{deal}</a> : deal}</span>;
      },
    },
    { heading: 'Period', cell: ({ period }) => format.period(period) },
    { heading: 'Component', cell: ({ component }) => component ?? '' },
    {
      heading: 'By what',
      of: 'receipt',
      cell: (part) => <Reason part={part} links={links} />,
    },
    { heading: 'Paid by', cell: (part) => <PaidBy part={part} links={links} format={format} /> },
    {
      heading: currency,
      kind: 'number',
      cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
      total: <Amount format={format} amount={total} currency={currency} bare />,
    },
  ];
  return (
    <>
      <DataTable
        caption={caption}
        columns={columns.filter(({ of }) => of !== without)}
        rows={rows}
        empty={
          <EmptyState title="Nothing became payable">No statement pays anything by it so far.</EmptyState>
        }
        totalLabel={pages > 1 ? 'Total of all pages' : 'Total'}
        {...(exports !== undefined && { exports })}
      />
      <Pager of="parts" page={shown} pages={pages} href={href} />
    </>
  );
}

/** What made a part payable, with its documents. */
function Reason({ part, links }: { readonly part: PartDocument; readonly links: boolean }) {
  const { cause, receipt, invoice, line } = part;
  return (
    <>
      {causeWords(cause)}
      {receipt === null ? null : (
        <>
          ,{' '}
          {links ? (
            <a class="one-line" href={receiptAddress(receipt)}>
              {receipt}
            </a>
          ) : (
            receipt
          )}
        </>
      )}
      {invoice === null ? null : <span class="quiet"> on {invoice}</span>}
      {line === null ? null : (
        <>
          {' '}
          <a href={`/lines/${encodeURIComponent(line)}`}>
            Line<span class="only-heard"> {line}</span>
          </a>
        </>
      )}
    </>
  );
}

/** The payout or the statement that pays a part. */
function PaidBy({
  part,
  links,
  format,
}: {
  readonly part: PartDocument;
  readonly links: boolean;
  readonly format: ReaderFormat;
}) {
  const [, batch] = /^payout (\d+)$/.exec(part.paidBy) ?? [];
  if (batch !== undefined)
    return links ? <a href={`/payouts/${batch}`}>Payout {batch}</a> : <>Payout {batch}</>;
  const state = part.paidBy.includes(', closing ') ? 'Closed statement' : 'Statement';
  return (
    <a href={statementAddress(part)}>
      {state}
      <span class="only-heard"> for {format.period(part.period)}</span>
    </a>
  );
}
