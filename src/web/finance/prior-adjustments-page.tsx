import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { wholeNumber } from '../../records/values.js';
import type { AdjustmentPreview, PreviewedAdjustment } from '../../runs/preview-adjustments.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { statementAddress } from '../payee/statement-address.js';
import { CAUSES } from './adjustment-words.js';
import { payGroupText, periodAddress } from './period-words.js';

const ADJUSTMENTS_ON_A_PAGE = 200;

/** What the open periods would post of closed ones, before anybody posts it. */
export const priorAdjustmentsPage = definePage({
  path: '/prior-period-adjustments',
  access: 'company-data',
  summary: 'What the open periods would post of closed ones, as records and rules stand now',
  query: z.strictObject({
    payGroup: payGroupName().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query: { payGroup, page }, scope, format }, services) => {
    requireEverybody(scope);
    const text = await makeReport(services, 'adjustments', { payGroup, as: 'json' });
    // The report is made by this program.
    const { items } = JSON.parse(text) as { readonly items: readonly AdjustmentPreview[] };
    const payees = items.flatMap(({ adjustments }) => pageOf(adjustments, page).map(({ payee }) => payee));
    const names = await payeeNames(services.db, scope, payees);
    return {
      title: 'What open periods post of closed ones',
      trail: [{ label: 'Periods', href: '/periods' }],
      body:
        items.length === 0 ? (
          <EmptyState title="No period is closed yet" action={<a href="/periods">To the periods</a>}>
            Once one is, what changes of it afterwards is posted by the next open period, and shown here
            first.
          </EmptyState>
        ) : (
          items.map((preview) => (
            <Preview preview={preview} names={names} page={page} asked={payGroup} format={format} />
          ))
        ),
    };
  },
});

function pageOf(adjustments: readonly PreviewedAdjustment[], page: number): readonly PreviewedAdjustment[] {
  return adjustments.slice((page - 1) * ADJUSTMENTS_ON_A_PAGE, page * ADJUSTMENTS_ON_A_PAGE);
}

function Preview({
  preview: { payGroup, currency, postedIn, change, adjustments, totals, earned, payable },
  names,
  page,
  asked,
  format,
}: {
  readonly preview: AdjustmentPreview;
  readonly names: ReadonlyMap<string, string>;
  readonly page: number;
  readonly asked: string | undefined;
  readonly format: ReaderFormat;
}) {
  const id = `adjustments-${payGroup}`;
  const title = `${payGroupText(payGroup)}: what ${format.period(postedIn)} posts of closed periods`;
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const period = (closed: string) => (
    <a href={periodAddress({ payGroup, period: closed })}>{format.period(closed)}</a>
  );
  if (adjustments.length === 0) {
    return (
      <Section id={id} title={title}>
        <EmptyState title="Nothing of a closed period has changed">
          Records and rules were looked through up to change {change}.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section id={id} title={title} about={`As records and rules stand after change ${change}.`}>
      <DataTable
        caption={`By closed period and cause, in ${currency}`}
        columns={[
          { heading: 'Closed period', namesRow: true, cell: (row) => period(row.period) },
          { heading: 'Cause', cell: ({ cause }) => CAUSES[cause] },
          { heading: 'Adjustments', kind: 'number', cell: (row) => format.count(row.adjustments) },
          { heading: 'Earned', kind: 'number', cell: (row) => amount(row.earned), total: amount(earned) },
          { heading: 'Payable', kind: 'number', cell: (row) => amount(row.payable), total: amount(payable) },
        ]}
        rows={totals}
        empty={null}
      />
      <DataTable
        caption={`Each adjustment, in ${currency}`}
        columns={[
          {
            heading: 'Payee',
            namesRow: true,
            cell: ({ payee }) => (
              <a href={statementAddress({ payee, period: postedIn, currency })}>
                {names.get(payee) ?? payee}
              </a>
            ),
          },
          { heading: 'Closed period', cell: (row) => period(row.period) },
          { heading: 'Deal', cell: ({ deal }) => deal ?? '' },
          { heading: 'Component', cell: ({ component }) => component },
          { heading: 'Cause', cell: ({ cause }) => CAUSES[cause] },
          { heading: 'Changed', cell: (row) => `${row.source} (change ${row.change})` },
          { heading: 'Earned', kind: 'number', cell: (row) => amount(row.earned) },
          { heading: 'Payable', kind: 'number', cell: (row) => amount(row.payable) },
        ]}
        rows={pageOf(adjustments, page)}
        exports={[
          {
            label: 'CSV',
            href: `/api/v1/prior-period-adjustments?${new URLSearchParams({ payGroup, format: 'csv' })}`,
          },
        ]}
        empty={null}
      />
      <Pager
        of="adjustments"
        page={page}
        pages={Math.ceil(adjustments.length / ADJUSTMENTS_ON_A_PAGE)}
        href={(number) =>
          `/prior-period-adjustments?${new URLSearchParams(given({ payGroup: asked, page: String(number) }))}`
        }
      />
    </Section>
  );
}
