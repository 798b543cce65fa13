import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import type { BRIDGES } from '../../ledger/reconcile/bridge.js';
import { currency as currencyCode } from '../../records/values.js';
import type { BridgeDocument, BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import type { DrawnChart } from '../charts/drawn-chart.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Cards, Section } from '../parts/section.js';
import { BridgeCard, hasDeals } from './bridge-card.js';
import { bridgeTitle, termWords } from './bridge-words.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { payWaterfall } from './pay-waterfall.js';
import { spanText } from './period-choices.js';
import { PeriodFields } from './period-fields.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { addressOf, bridgeAddress, dealsAddress } from './reconcile-address.js';
import { sumWithoutSigns } from './sum-amounts.js';
import { type SummedBridge, summedBridges } from './summed-bridge.js';

/** What was booked, invoiced, collected, earned and paid in a period, held against each other. */
export const bridgePage = definePage({
  path: '/reconcile',
  access: 'company-data',
  summary: 'What was booked, invoiced, collected, earned and paid, held against each other',
  query: z.strictObject({ period: recordName().optional(), currency: currencyCode().optional() }),
  answer: async ({ query, scope, url, format }, services) => {
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated('Reconciliation');
    const { run, calendar } = calculated;
    const period = query.period ?? run.through.slice(0, 7);
    const currency = query.currency ?? calendar.homeCurrency;
    const span = spanText(period, format);
    const made = readBridge(services, { scope, by: 'period', from: period, through: period });
    return {
      title: 'Reconciliation',
      about: (
        <Meta
          entries={[
            ['Period', span],
            ['Currency', currency],
            ['As of', format.day(run.through)],
          ]}
        />
      ),
      actions: (
        <>
          <a class="button" href="/reconcile/exceptions">
            Exceptions
          </a>
          <a class="button" href="/reconcile/bases">
            Compare the bases
          </a>
        </>
      ),
      ...(await showMade(made, { what: 'The bridges', url }, async (bridge) => {
        const found = bridge.rows.map((row) => row.currency);
        const bridges = summedBridges(
          bridge.rows.filter((row) => row.currency === currency),
          currency,
        );
        return (
          <>
            <FilterForm action="/reconcile">
              <PeriodFields {...{ calculated, period, currency, found, format }} />
            </FilterForm>
            {bridges.length === 0 ? (
              <EmptyState title={`Nothing happened in ${currency}`}>
                {`Nothing was booked, invoiced, received, earned or paid in ${currency} in ${span}: choose another period or currency.`}
              </EmptyState>
            ) : (
              <Bridges
                bridges={bridges}
                chart={await payWaterfall(bridges, span, format)}
                {...{ period, currency, span, format }}
              />
            )}
            <Unexplained bridge={bridge} currency={currency} format={format} />
            <BySpan bridge={bridge} format={format} />
          </>
        );
      })),
    };
  },
});

function Bridges({
  bridges,
  chart,
  period,
  currency,
  span,
  format,
}: Shown & {
  readonly bridges: readonly SummedBridge[];
  readonly chart: DrawnChart | null;
  readonly period: string;
  readonly span: string;
}) {
  return (
    <>
      <Totals bridges={bridges} currency={currency} span={span} format={format} />
      {chart === null ? null : (
        <Section id="payout" title="From earned to paid">
          <Chart chart={chart} caption={`From earned to paid, ${span}, in ${currency}`} />
        </Section>
      )}
      <Section
        id="bridges"
        title="The bridges"
        about="Each side is counted by itself, from its own documents. Of what is left, such as open invoices, a bridge shows how it changed."
      >
        <Cards>
          {bridges.map((each) => (
            <BridgeCard
              bridge={each}
              byDeal={hasDeals(each.bridge) ? dealsAddress({ period, currency, bridge: each.bridge }) : null}
              format={format}
            />
          ))}
        </Cards>
        <p class="export-links">
          <a href={csvAddress(period)} download>
            Export CSV<span class="only-heard"> of the bridges</span>
          </a>
        </p>
      </Section>
    </>
  );
}

function csvAddress(period: string): string {
  return addressOf('/api/v1/reconciliation/bridge', { from: period, through: period, format: 'csv' });
}

interface Shown {
  readonly currency: string;
  readonly format: ReaderFormat;
}

function Totals({
  bridges,
  currency,
  span,
  format,
}: Shown & { readonly bridges: readonly SummedBridge[]; readonly span: string }) {
  const off = bridges.filter(({ unexplained }) => /[1-9]/.test(unexplained));
  const unexplained = sumWithoutSigns(
    bridges.map((each) => each.unexplained),
    currency,
  );
  const shown = [
    ['cash', 'received'],
    ['earnings', 'earned'],
    ['pay', 'paid'],
  ] as const;
  return (
    <Figures>
      <Figure
        label="Unexplained"
        value={format.money(unexplained, currency)}
        detail={
          off.length === 0
            ? `Both sides of every bridge come to the same in ${span}.`
            : `In ${off.map(({ bridge }) => bridgeTitle(bridge).toLowerCase()).join(', ')}.`
        }
        isMain
      />
      {shown.flatMap(([name, term]) => {
        const found = bridges.find(({ bridge }) => bridge === name);
        if (found === undefined) return [];
        return [
          <Figure label={termWords(term)} value={format.money(found.amounts[term] ?? '0', currency)} />,
        ];
      })}
    </Figures>
  );
}

/** What the two sides of a bridge differ by, by what it stems from; nothing where they come to the same. */
function Unexplained({ bridge, currency, format }: Shown & { readonly bridge: BridgeDocument }) {
  const rows = bridge.unexplained.filter((each) => each.currency === currency);
  if (rows.length === 0) return null;
  return (
    <Section id="unexplained" title="What is unexplained">
      <DataTable
        caption={`Where two sides differ, in ${currency}`}
        columns={[
          { heading: 'What', cell: ({ subject }) => subject, namesRow: true },
          { heading: 'Bridge', cell: ({ bridge: name }) => bridgeTitle(name) },
          { heading: 'Month', cell: ({ span }) => spanText(span, format) },
          {
            heading: currency,
            kind: 'number',
            cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
          },
        ]}
        rows={rows.slice(0, MOST_SHOWN)}
        empty={null}
      />
    </Section>
  );
}

const MOST_SHOWN = 200;

/** The terms that stand beside each other in the table of months and currencies. */
const COMPARED = [
  ['revenue', 'booked'],
  ['cash', 'received'],
  ['earnings', 'earned'],
  ['pay', 'payable'],
  ['pay', 'paid'],
] as const;

interface SpanRow {
  readonly span: string;
  readonly currency: string;
  readonly rows: readonly BridgeRowDocument[];
}

/** Months and currencies below each other; nothing where there is only one. */
function BySpan({ bridge, format }: { readonly bridge: BridgeDocument; readonly format: ReaderFormat }) {
  const groups = new Map<string, SpanRow & { readonly rows: BridgeRowDocument[] }>();
  for (const row of bridge.rows) {
    const { span, currency } = row;
    const group = groups.get(`${span} ${currency}`) ?? { span, currency, rows: [] };
    groups.set(`${span} ${currency}`, group);
    group.rows.push(row);
  }
  if (groups.size < 2) return null;
  const rows = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return (
    <Section id="months" title="By month and currency">
      <DataTable
        caption="Each row leads to its own bridges"
        columns={[
          {
            heading: 'Month',
            cell: ({ span, currency }) => (
              <a href={bridgeAddress({ period: span, currency })}>
                {spanText(span, format)}
                <span class="only-heard"> in {currency}</span>
              </a>
            ),
            namesRow: true,
          },
          { heading: 'Currency', cell: ({ currency }) => currency },
          ...COMPARED.map(
            ([name, term]): Column<SpanRow> => ({
              heading: termWords(term),
              kind: 'number',
              cell: ({ rows: own, currency }) => amountIn(own, name, term, { currency, format }),
            }),
          ),
          {
            heading: 'Unexplained',
            kind: 'number',
            cell: ({ rows: own, currency }) => (
              <Amount
                format={format}
                amount={sumWithoutSigns(
                  own.map(({ unexplained }) => unexplained),
                  currency,
                )}
                currency={currency}
                bare
              />
            ),
          },
        ]}
        rows={rows}
        empty={null}
      />
    </Section>
  );
}

function amountIn(
  rows: readonly BridgeRowDocument[],
  name: keyof typeof BRIDGES,
  term: string,
  { currency, format }: Shown,
) {
  const amount = rows.find(({ bridge }) => bridge === name)?.amounts[term];
  return amount === undefined ? '' : <Amount format={format} amount={amount} currency={currency} bare />;
}
