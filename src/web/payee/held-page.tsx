import { z } from 'zod';
import type { Viewer } from '../../access/viewer.js';
import { makeReport } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import { wholeNumber } from '../../records/values.js';
import type { OpenInvoice } from '../../runs/held/open-invoices.js';
import type { HeldItem, PayeeHeld } from '../../runs/held/payee-held.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { DealName } from './deal-name.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';
import { waitsTexts } from './waits-text.js';

/** The most held amounts that one page shows. */
const ITEMS_ON_A_PAGE = 200;

/** What a payee has earned and cannot be paid yet, what it waits for, and which invoices are open. */
export const heldPage = definePage({
  path: '/payees/:payee/held',
  access: 'payee-data',
  summary: 'What is held of a payee, why, and which invoices it waits for',
  params: z.strictObject({ payee: recordName() }),
  query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
  answer: async ({ params, query, scope, viewer, format }, services): Promise<PageContent> => {
    const { id, name } = await requirePayee(services.db, scope, params.payee);
    const payee = { id, name };
    const frame = {
      title: isOwn({ payee, viewer }) ? 'What is held' : `Held of ${name}`,
      trail: payeeTrail({ payee, viewer }),
      actions: <PayeeLinks payee={payee} viewer={viewer} at="held" />,
    };
    if ((await publishedRun(services.db)) === null) return { ...frame, body: <NothingHeld payee={id} /> };
    const held = await makeReport(services, 'payeeHeld', { scope, payee: id });
    const pages = Math.max(1, Math.ceil(held.items.length / ITEMS_ON_A_PAGE));
    const page = Math.min(query.page, pages);
    const shown = held.items.slice((page - 1) * ITEMS_ON_A_PAGE, page * ITEMS_ON_A_PAGE);
    return {
      ...frame,
      about: (
        <Meta
          entries={[
            ['As of', format.day(held.asOf)],
            ['Currency', held.totals.map(({ currency }) => currency).join(', ') || 'none'],
          ]}
        />
      ),
      body:
        held.items.length === 0 ? (
          <NothingHeld payee={id} />
        ) : (
          <>
            <Totals held={held} format={format} />
            <HeldItems held={held} shown={shown} viewer={viewer} format={format} />
            <Pager
              of="held amounts"
              page={page}
              pages={pages}
              href={(number) => `${payeeAddress(id, 'held')}?page=${number}`}
            />
          </>
        ),
    };
  },
});

function NothingHeld({ payee }: { readonly payee: string }) {
  return (
    <EmptyState
      title="Nothing is held"
      action={
        <a class="button" href={payeeAddress(payee, 'statements')}>
          Statements
        </a>
      }
    >
      All that is earned has become payable.
    </EmptyState>
  );
}

function Totals({
  held: { totals, items },
  format,
}: {
  readonly held: PayeeHeld;
  readonly format: ReaderFormat;
}) {
  const overdue = items.filter(({ invoices }) => invoices.some(isOverdue)).length;
  const open = items.filter(({ invoices }) => invoices.length > 0).length;
  return (
    <Figures>
      {totals.map(({ currency, amount }, place) => (
        <Figure label={`Held in ${currency}`} value={format.money(amount, currency)} isMain={place === 0} />
      ))}
      <Figure
        label="Waiting for an invoice to be paid"
        value={format.count(open)}
        detail={`of ${format.count(items.length)} held amounts`}
      />
      <Figure
        label="With an overdue invoice"
        value={format.count(overdue)}
        detail="the customer should have paid already"
      />
    </Figures>
  );
}

function isOverdue({ overdueDays }: OpenInvoice): boolean {
  return overdueDays > 0;
}

function HeldItems({
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
              {component}
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
