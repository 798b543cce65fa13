import type { HistoryPeriod, PayeeHistory } from '../../runs/history/payee-history.js';
import { barChart } from '../charts/bar-chart.js';
import type { DrawnChart } from '../charts/drawn-chart.js';
import { lineChart } from '../charts/line-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Card, Cards, Section } from '../parts/section.js';
import { fractionOf, percentText } from './measure-words.js';
import { payeeAddress } from './payee-address.js';
import { shortPeriod } from './short-period.js';
import { statementAddress } from './statement-address.js';

/** So many periods of a currency are shown: two years of months. */
const PERIODS_SHOWN = 24;

/** The last periods in one currency, drawn. */
export interface DrawnHistory {
  readonly currency: string;
  readonly periods: readonly HistoryPeriod[];
  /** Those of which there is anything to draw, each with what it shows. */
  readonly charts: readonly {
    readonly title: string;
    readonly chart: DrawnChart;
    readonly caption: string;
  }[];
}

/**
 * Draws what a payee earned and was paid by period, and attainment over time, for each currency.
 *
 * @example
 * await drawnHistory(history, format)
 */
export function drawnHistory(
  { periods }: PayeeHistory,
  format: ReaderFormat,
): Promise<readonly DrawnHistory[]> {
  const currencies = [...new Set(periods.map(({ currency }) => currency))].sort();
  return Promise.all(
    currencies.map(async (currency) => {
      const own = periods.filter((each) => each.currency === currency).slice(-PERIODS_SHOWN);
      const measures = [...new Set(own.at(-1)?.attainments.map(({ measure }) => measure) ?? [])];
      const charts = await Promise.all([
        payChart('earned', 'Earned', own, format),
        payChart('paid', 'Paid', own, format),
        ...measures.map((measure) => trendChart(measure, own, format)),
      ]);
      return { currency, periods: own, charts: charts.flatMap((each) => each ?? []) };
    }),
  );
}

type DrawnPart = DrawnHistory['charts'][number];

async function payChart(
  what: 'earned' | 'paid',
  title: string,
  periods: readonly HistoryPeriod[],
  format: ReaderFormat,
): Promise<DrawnPart> {
  const currency = periods[0]?.currency ?? '';
  const chart = await barChart({
    title: `${title} by period`,
    yLabel: currency,
    bars: periods.map((period, place) => ({
      label: shortPeriod(period.period, format),
      value: period[what],
      tone: place === periods.length - 1 ? 'marked' : 'plain',
    })),
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
  return { title: `${title} by period`, chart, caption: `In ${currency}; the last period is marked` };
}

/** Attainment of a measure at the end of each period; none where it never had a quota. */
async function trendChart(
  measure: string,
  periods: readonly HistoryPeriod[],
  format: ReaderFormat,
): Promise<DrawnPart | null> {
  const points = periods.flatMap(({ period, attainments }) => {
    const percent = attainments.find((each) => each.measure === measure)?.attainment ?? null;
    return percent === null ? [] : [{ label: shortPeriod(period, format), y: fractionOf(percent) }];
  });
  if (points.length < 2) return null;
  const percent = (text: string) => format.percent(text);
  const chart = await lineChart({
    title: `Attainment of ${measure}`,
    xLabel: 'period',
    yLabel: 'of quota',
    points,
    written: { x: percent, y: percent },
  });
  return {
    title: `Attainment of ${measure}`,
    chart,
    caption: 'At the end of each period; it begins anew with each window',
  };
}

/**
 * What a payee earned and was paid by period, as charts and as a table of the same figures.
 *
 * @example
 * <HistoryPart history={history} drawn={await drawnHistory(history, format)} format={format} />
 */
export function HistoryPart({
  history: { payee, periods },
  drawn,
  format,
}: {
  readonly history: PayeeHistory;
  readonly drawn: readonly DrawnHistory[];
  readonly format: ReaderFormat;
}) {
  const address = `/api/v1/payees/${encodeURIComponent(payee.id)}/history?format=csv`;
  const isAll = drawn.reduce((sum, each) => sum + each.periods.length, 0) === periods.length;
  return (
    <Section
      id="history"
      title="History"
      {...(!isAll && {
        about: (
          <>
            The last {PERIODS_SHOWN} periods.{' '}
            <a href={payeeAddress(payee.id, 'statements')}>All {format.count(periods.length)} statements</a>
          </>
        ),
      })}
    >
      {drawn.map(({ currency, periods: shown, charts }) => (
        <>
          <Cards>
            {charts.map(({ title, chart, caption }) => (
              <Card title={title}>
                <Chart chart={chart} caption={caption} inCard />
              </Card>
            ))}
          </Cards>
          <DataTable
            caption={`By period, the latest first, in ${currency}`}
            columns={columnsOf(payee.id, currency, shown, format)}
            rows={[...shown].reverse()}
            empty={null}
            exports={[{ label: 'CSV', href: address }]}
          />
        </>
      ))}
    </Section>
  );
}

function columnsOf(
  payee: string,
  currency: string,
  periods: readonly HistoryPeriod[],
  format: ReaderFormat,
): readonly Column<HistoryPeriod>[] {
  const amount = (name: 'earned' | 'payable' | 'paid' | 'held') => (row: HistoryPeriod) => (
    <Amount format={format} amount={row[name]} currency={currency} bare />
  );
  const measures = [
    ...new Set(
      periods.flatMap(({ attainments }) =>
        attainments.flatMap(({ measure, attainment }) => (attainment === null ? [] : [measure])),
      ),
    ),
  ];
  return [
    {
      heading: 'Period',
      cell: ({ period }) => (
        <a href={statementAddress({ payee, period, currency })}>{format.period(period)}</a>
      ),
      namesRow: true,
    },
    { heading: 'Earned', kind: 'number', cell: amount('earned') },
    { heading: 'Payable', kind: 'number', cell: amount('payable') },
    { heading: 'Paid', kind: 'number', cell: amount('paid') },
    { heading: 'Held at its end', kind: 'number', cell: amount('held') },
    ...measures.map(
      (measure): Column<HistoryPeriod> => ({
        heading: `Attainment of ${measure}`,
        kind: 'number',
        cell: ({ attainments }) => {
          const percent = attainments.find((each) => each.measure === measure)?.attainment ?? null;
          return percent === null ? '' : percentText(percent, format);
        },
      }),
    ),
  ];
}
