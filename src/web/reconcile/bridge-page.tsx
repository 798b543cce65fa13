import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { csvResponse } from '../../http/written-as.js';
import type { BridgeName } from '../../ledger/reconcile/bridge.js';
import { currency as currencyCode } from '../../records/values.js';
import type { DrawnChart } from '../charts/drawn-chart.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { EmptyState } from '../parts/empty-state.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Cards, Section } from '../parts/section.js';
import { BridgeCard, hasDeals } from './bridge-card.js';
import { BridgeTotals } from './bridge-totals.js';
import { BridgesBySpan } from './bridges-by-span.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { payWaterfall } from './pay-waterfall.js';
import { spanText } from './period-choices.js';
import { PeriodFields } from './period-fields.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { addressOf, dealsAddress } from './reconcile-address.js';
import { type SummedBridge, summedBridges } from './summed-bridge.js';
import { UnexplainedTable, unexplainedCsv } from './unexplained-table.js';

/** What was booked, invoiced, collected, earned and paid in a period, held against each other. */
export const bridgePage = definePage({
  path: '/reconcile',
  access: 'company-data',
  summary: 'What was booked, invoiced, collected, earned and paid, held against each other',
  query: z.strictObject({
    period: recordName().optional(),
    currency: currencyCode().optional(),
    file: z.literal('unexplained').optional(),
  }),
  answer: async ({ query, scope, url, format }, services) => {
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated('Reconciliation');
    const { run, calendar } = calculated;
    const period = query.period ?? run.through.slice(0, 7);
    const currency = query.currency ?? calendar.homeCurrency;
    const span = spanText(period, format);
    const made = readBridge(services, { scope, by: 'period', from: period, through: period });
    if (query.file === 'unexplained') {
      return csvResponse(unexplainedCsv({ bridge: await made, currency, format }), 'unexplained.csv');
    }
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
            <UnexplainedTable
              bridge={bridge}
              currency={currency}
              csv={addressOf('/reconcile', { period, currency, file: 'unexplained' })}
              format={format}
            />
            <BridgesBySpan bridge={bridge} exported={csvAddress(period)} format={format} />
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
}: {
  readonly currency: string;
  readonly format: ReaderFormat;
  readonly bridges: readonly SummedBridge[];
  readonly chart: DrawnChart | null;
  readonly period: string;
  readonly span: string;
}) {
  return (
    <>
      <BridgeTotals bridges={bridges} currency={currency} span={span} format={format} />
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
              exports={[{ label: 'CSV', href: csvAddress(period, currency, each.bridge) }]}
              format={format}
            />
          ))}
        </Cards>
        <p class="export-links">
          <a href={csvAddress(period, currency)} download>
            Export CSV<span class="only-heard"> of the bridges</span>
          </a>
        </p>
      </Section>
    </>
  );
}

function csvAddress(period: string, currency?: string, bridge?: BridgeName): string {
  const asked = { from: period, through: period, bridge, currency, format: 'csv' };
  return addressOf('/api/v1/reconciliation/bridge', asked);
}
