import type { Viewer } from '../../access/viewer.js';
import type { OpenInvoice } from '../../runs/held/open-invoices.js';
import type { HeldItem, PayeeHeld } from '../../runs/held/payee-held.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { DealName } from './deal-name.js';
import { waitsTexts } from './waits-text.js';

/**
 * A page of what is held, each with what it waits for and which invoices of its deal are open.
 *
 * @param shown those on the page
 * @example
 * <HeldItems held={held} shown={held.items} viewer={viewer} format={format} />
 */
export function HeldItems({
  held: { payee, totals, items },
  shown,
  viewer,
  format,
}: {
  readonly held: PayeeHeld;
  readonly shown: readonly HeldItem[];
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}) {
  const plans = new Set(items.map(({ plan }) => plan));
  const [only, second] = totals;
  const total =
    only !== undefined && second === undefined ? (
      <Amount format={format} amount={only.amount} currency={only.currency} />
    ) : undefined;
  return (
    <DataTable
      caption="What is earned and not payable yet"
      totalLabel="Held, all of it"
      columns={[
        { heading: 'Deal', cell: (item) => <Deal item={item} viewer={viewer} />, namesRow: true },
        {
          heading: 'Component',
          cell: ({ component, plan }) => (
            <>
              <span class="one-line">{component}</span>
              {plans.size > 1 ? <div class="quiet">{plan}</div> : null}
            </>
          ),
        },
        { heading: 'Waits for', cell: (item) => <WaitsFor item={item} /> },
        {
          heading: 'Open invoices',
          cell: ({ invoices }) => <Invoices invoices={invoices} format={format} />,
        },
        {
          heading: 'Held',
          kind: 'number',
          cell: ({ amount, currency }) => <Amount format={format} amount={amount} currency={currency} />,
          ...(total !== undefined && { total }),
        },
      ]}
      rows={shown}
      empty={null}
      exports={[{ label: 'CSV', href: `/api/v1/payees/${encodeURIComponent(payee.id)}/held?format=csv` }]}
    />
  );
}

function Deal({ item: { deal }, viewer }: { readonly item: HeldItem; readonly viewer: Viewer }) {
  if (deal === null) return <>no single deal</>;
  return <DealName deal={deal.id} names={new Map([[deal.id, deal]])} viewer={viewer} />;
}

function WaitsFor({ item }: { readonly item: HeldItem }) {
  return (
    <>
      {waitsTexts(item).map(({ text, share, reached }) => (
        <div class="waits-for">
          {text}
          <div class="quiet">
            {share === '100%'
              ? `${reached} of it has come`
              : `${reached} of the ${share} that waits has come`}
          </div>
        </div>
      ))}
    </>
  );
}

function Invoices({
  invoices,
  format,
}: {
  readonly invoices: readonly OpenInvoice[];
  readonly format: ReaderFormat;
}) {
  if (invoices.length === 0) return <span class="quiet">none</span>;
  return (
    <>
      {invoices.map(({ invoice, currency, open, dueDate, overdueDays }) => (
        <div class="open-invoice">
          {invoice}: <Amount format={format} amount={open} currency={currency} /> open
          {dueDate === null ? null : `, due ${format.day(dueDate)}`}{' '}
          {overdueDays > 0 ? <Badge tone="bad">{daysText(overdueDays, format)} overdue</Badge> : null}
        </div>
      ))}
    </>
  );
}

function daysText(days: number, format: ReaderFormat): string {
  return `${format.count(days)} ${days === 1 ? 'day' : 'days'}`;
}
