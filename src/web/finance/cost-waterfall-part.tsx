import type { WaterfallRow } from '../../runs/accounting/contract-costs-document.js';
import { barChart } from '../charts/bar-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';

/** So many periods the chart of amortisation shows, past and to come. */
const PERIODS_SHOWN = 24;

interface Waterfall {
  readonly rows: readonly WaterfallRow[];
  /** Those that are known; what is scheduled comes after them. */
  readonly periods: readonly string[];
  /** The period of a month. */
  readonly periodOf: (month: string) => string;
  readonly currency: string;
  readonly format: ReaderFormat;
}

interface Leads {
  readonly exported: string;
  /** The contracts that were capitalised in a month. */
  readonly cohortAddress: (cohort: string) => string;
}

/**
 * What was capitalised month by month, what of it is amortised period by period, and what is scheduled.
 *
 * @example
 * <CostWaterfallPart rows={waterfall} periods={costs.periods} periodOf={periodOf} exported={href} currency="USD" format={format} />
 */
export function CostWaterfallPart({ exported, cohortAddress, ...waterfall }: Waterfall & Leads) {
  return (
    <Section
      id="waterfall"
      title="Waterfall"
      about="What was capitalised in a month, what of it is amortised period by period, and what is scheduled."
    >
      <WaterfallChart {...waterfall} />
      <WaterfallTable {...waterfall} exported={exported} cohortAddress={cohortAddress} />
    </Section>
  );
}

async function WaterfallChart({ currency, format, ...waterfall }: Waterfall) {
  const { rows, periods, periodOf } = waterfall;
  const bars = periodsOf(waterfall).map((period) => ({
    label: period,
    value: sumAmounts(
      rows.flatMap((row) => amountIn(row, period, periodOf)),
      currency,
    ),
    tone: periods.includes(period) ? ('plain' as const) : ('marked' as const),
  }));
  const first = Math.max(0, Math.min(periods.length - PERIODS_SHOWN / 2, bars.length - PERIODS_SHOWN));
  const chart = await barChart({
    title: `Amortisation of contract costs by period, in ${currency}`,
    yLabel: currency,
    bars: bars.slice(first, first + PERIODS_SHOWN),
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
  return <Chart chart={chart} caption="Amortised by period; what is scheduled has the other colour" />;
}

function WaterfallTable({ currency, format, exported, cohortAddress, ...waterfall }: Waterfall & Leads) {
  const { rows, periods, periodOf } = waterfall;
  const amount = (text: string) =>
    /[1-9]/.test(text) ? <Amount format={format} amount={text} currency={currency} bare /> : '';
  const sum = (amounts: readonly string[]) => amount(sumAmounts(amounts, currency));
  const column = (heading: string, name: 'added' | 'impaired' | 'balance'): Column<WaterfallRow> => ({
    heading,
    kind: 'number',
    cell: (row) => amount(row[name]),
    total: sum(rows.map((row) => row[name])),
  });
  return (
    <DataTable
      caption={`By the month of capitalisation, in ${currency}`}
      columns={[
        {
          heading: 'Capitalised in',
          namesRow: true,
          cell: ({ cohort }) => (
            <a class="one-line" href={cohortAddress(cohort)}>
              {format.period(cohort)}
            </a>
          ),
        },
        column('Added', 'added'),
        column('Impaired', 'impaired'),
        column('Balance', 'balance'),
        ...periodsOf(waterfall).map(
          (period): Column<WaterfallRow> => ({
            heading: periods.includes(period) ? period : `${period} scheduled`,
            kind: 'number',
            cell: (row) => sum(amountIn(row, period, periodOf)),
            total: sum(rows.flatMap((row) => amountIn(row, period, periodOf))),
          }),
        ),
      ]}
      rows={rows}
      exports={[{ label: 'CSV', href: exported }]}
      empty={null}
    />
  );
}

/** The periods that are known, and those that something is scheduled in. */
function periodsOf({
  rows,
  periods,
  periodOf,
}: Pick<Waterfall, 'rows' | 'periods' | 'periodOf'>): readonly string[] {
  const later = rows.flatMap(({ scheduled }) => scheduled.map(({ month }) => periodOf(month)));
  return [...new Set([...periods, ...later])].sort();
}

/** What is amortised of it in a period, or is to be. */
function amountIn(
  { amortised, scheduled }: WaterfallRow,
  period: string,
  periodOf: (month: string) => string,
): readonly string[] {
  return [
    ...amortised.filter((each) => each.period === period).map(({ amount }) => amount),
    ...scheduled.filter(({ month }) => periodOf(month) === period).map(({ amount }) => amount),
  ];
}
