import { z } from 'zod';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { span, whose } from '../../http/resources/accounting.js';
import { companyCalendar } from '../../http/stored-company.js';
import { type AccountingSpan, accountingPeriods } from '../../ledger/accounting/accounting-period.js';
import type { ExpensedBecause } from '../../ledger/accounting/contract-costs.js';
import { currency as currencyCode } from '../../records/values.js';
import type {
  ContractCostsDocument,
  ExpensedRow,
  RollForwardRow,
  WaterfallRow,
} from '../../runs/accounting/contract-costs-document.js';
import { barChart } from '../charts/bar-chart.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { keptReport } from '../reconcile/kept-report.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import { ChoiceFields, nothingToAccount, readAccountingView } from './accounting-view.js';

/** So many periods the chart of amortisation shows, past and to come. */
const PERIODS_SHOWN = 24;

/** What is capitalised of commission, and what becomes of it. */
export const contractCostsPage = definePage({
  path: '/accounting/contract-costs',
  access: 'company-data',
  summary: 'What is capitalised of commission, amortised and impaired',
  query: z.strictObject({
    by: span,
    ...whose,
    currency: currencyCode().optional(),
    period: recordName().optional(),
  }),
  answer: async ({ query, scope, format }, services) => {
    requireEverybody(scope);
    const view = await readAccountingView(services, scope);
    const currency = query.currency ?? view?.choices.currencies[0];
    if (view === null || currency === undefined) return nothingToAccount('Contract costs');
    const { by, plan, region } = query;
    const question = { by, plan, region, scope, table: 'rollForward', as: 'json' } as const;
    // The report is made by this program.
    const costs = JSON.parse(await keptReport(services, 'contractCosts', question)) as ContractCostsDocument;
    const rolled = costs.rollForward.filter((each) => each.currency === currency);
    const waterfall = costs.waterfall.filter((each) => each.currency === currency);
    const period = costs.periods.find((each) => each === query.period) ?? costs.periods.at(-1) ?? '';
    const calendar = await companyCalendar(services.db);
    const periodOf = (month: string) => accountingPeriods(month, month, by, calendar)[0]?.id ?? month;
    const exported = (table: string) =>
      `/api/v1/accounting/contract-costs?${new URLSearchParams(given({ by, plan, region, table, format: 'csv' }))}`;
    const shown = { currency, format };
    return {
      title: 'Contract costs',
      about: (
        <Meta
          entries={[
            ['Currency', currency],
            ['As of', format.day(costs.through)],
          ]}
        />
      ),
      body: (
        <>
          {rolled.length === 0 ? null : <Totals rolled={rolled} waterfall={waterfall} {...shown} />}
          <FilterForm action="/accounting/contract-costs">
            <SelectField
              name="by"
              label="Sum by"
              choices={Object.entries(SPANS).map(([value, label]) => ({ value, label }))}
              filled={filledWith({ by })}
            />
            {costs.periods.length === 0 ? null : (
              <SelectField
                name="period"
                label="Details of"
                choices={[...costs.periods]
                  .reverse()
                  .map((value) => ({ value, label: spanText(value, format) }))}
                filled={filledWith({ period })}
              />
            )}
            <ChoiceFields
              choices={view.choices}
              hasMonth={false}
              filled={filledWith({ plan, region, currency })}
              format={format}
            />
          </FilterForm>
          {costs.problems.length === 0 ? null : <Problems problems={costs.problems} />}
          {rolled.length === 0 ? (
            <EmptyState title="Nothing is capitalised" action={<a href="/plans">To the plans</a>}>
              A plan says of each component whether its earnings are costs that there would not be without the
              contract, and how long they are of use. Until it does, all of it is expensed as it is earned.
            </EmptyState>
          ) : (
            <>
              <RollForwardPart
                rolled={rolled}
                period={period}
                exported={exported('rollForward')}
                {...shown}
              />
              <WaterfallPart
                rows={waterfall}
                periods={costs.periods}
                periodOf={periodOf}
                exported={exported('waterfall')}
                {...shown}
              />
            </>
          )}
          <Expensed
            rows={costs.expensed.filter((each) => each.currency === currency && each.period === period)}
            period={period}
            exported={exported('expensed')}
            {...shown}
          />
        </>
      ),
    };
  },
});

const SPANS: Readonly<Record<AccountingSpan, string>> = { month: 'Month', quarter: 'Quarter', year: 'Year' };

interface Shown {
  readonly currency: string;
  readonly format: ReaderFormat;
}

function isSum({ plan }: RollForwardRow): boolean {
  return plan === null;
}

function Totals({
  rolled,
  waterfall,
  currency,
  format,
}: Shown & { readonly rolled: readonly RollForwardRow[]; readonly waterfall: readonly WaterfallRow[] }) {
  const last = rolled.filter(isSum).at(-1);
  if (last === undefined) return null;
  const money = (text: string) => format.money(text, currency);
  const added = sumAmounts(
    waterfall.map((each) => each.added),
    currency,
  );
  return (
    <Figures>
      <Figure
        label="Capitalised and not amortised yet"
        value={money(last.closing)}
        detail={`of ${money(added)} capitalised so far`}
        isMain
      />
      <Figure label={`Amortised in ${spanText(last.period, format)}`} value={money(last.amortisation)} />
      <Figure label={`Impaired in ${spanText(last.period, format)}`} value={money(last.impairment)} />
    </Figures>
  );
}

/** A fiscal year by its name; other periods in words. */
function spanText(period: string, format: ReaderFormat): string {
  return /^\d{4}$/.test(period) ? `fiscal year ${period}` : format.period(period);
}

function RollForwardPart({
  rolled,
  period,
  exported,
  currency,
  format,
}: Shown & {
  readonly rolled: readonly RollForwardRow[];
  readonly period: string;
  readonly exported: string;
}) {
  const amount = (
    heading: string,
    name: 'opening' | 'additions' | 'amortisation' | 'impairment' | 'closing',
  ): Column<RollForwardRow> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={currency} bare />,
  });
  const amounts = [
    amount('Opening', 'opening'),
    amount('Additions', 'additions'),
    amount('Amortisation', 'amortisation'),
    amount('Impairment', 'impairment'),
    amount('Closing', 'closing'),
  ];
  return (
    <Section
      id="roll-forward"
      title="Roll-forward"
      about="Opening + additions − amortisation − impairment = closing."
    >
      <DataTable
        caption={`Period by period, in ${currency}`}
        columns={[
          {
            heading: 'Period',
            namesRow: true,
            cell: (row) => <span class="one-line">{spanText(row.period, format)}</span>,
          },
          ...amounts,
        ]}
        rows={rolled.filter(isSum)}
        empty={null}
      />
      <DataTable
        caption={`By plan and region in ${spanText(period, format)}, in ${currency}`}
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: ({ plan }) => <a href={`/plans/${encodeURIComponent(plan ?? '')}`}>{plan}</a>,
          },
          { heading: 'Region', cell: ({ region }) => region || 'none' },
          ...amounts,
        ]}
        rows={rolled.filter((each) => !isSum(each) && each.period === period)}
        exports={[{ label: 'CSV', href: exported }]}
        empty={null}
      />
    </Section>
  );
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

async function WaterfallPart({
  rows,
  periods,
  periodOf,
  exported,
  currency,
  format,
}: Shown & {
  readonly rows: readonly WaterfallRow[];
  readonly periods: readonly string[];
  readonly periodOf: (month: string) => string;
  readonly exported: string;
}) {
  const later = rows.flatMap(({ scheduled }) => scheduled.map(({ month }) => periodOf(month)));
  const all = [...new Set([...periods, ...later])].sort();
  const bars = all.map((period) => ({
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
    <Section
      id="waterfall"
      title="Waterfall"
      about="What was capitalised in a month, what of it is amortised period by period, and what is scheduled."
    >
      <Chart chart={chart} caption="Amortised by period; what is scheduled has the other colour" />
      <DataTable
        caption={`By the month of capitalisation, in ${currency}`}
        columns={[
          {
            heading: 'Capitalised in',
            namesRow: true,
            cell: ({ cohort }) => <span class="one-line">{format.period(cohort)}</span>,
          },
          column('Added', 'added'),
          column('Impaired', 'impaired'),
          column('Balance', 'balance'),
          ...all.map(
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
    </Section>
  );
}

const BECAUSE: Readonly<Record<ExpensedBecause, string>> = {
  notStated: 'Not stated in the plan',
  notIncremental: 'Not incremental',
  oneYearAtMost: 'Of use for a year at most',
  noContract: 'No contract',
};

function Expensed({
  rows,
  period,
  exported,
  currency,
  format,
}: Shown & {
  readonly rows: readonly ExpensedRow[];
  readonly period: string;
  readonly exported: string;
}) {
  const total = sumAmounts(
    rows.map(({ amount }) => amount),
    currency,
  );
  return (
    <Section id="expensed" title="Expensed as it is earned" about="What is not capitalised, and why.">
      <DataTable
        caption={`By plan and component in ${spanText(period, format)}, in ${currency}`}
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: ({ plan }) => <a href={`/plans/${encodeURIComponent(plan)}`}>{plan}</a>,
          },
          { heading: 'Component', cell: ({ component }) => component },
          { heading: 'Why', cell: ({ because }) => BECAUSE[because] },
          {
            heading: 'Expensed',
            kind: 'number',
            cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
            total: <Amount format={format} amount={total} currency={currency} bare />,
          },
        ]}
        rows={rows}
        exports={[{ label: 'CSV, all periods', href: exported }]}
        empty={
          <EmptyState title={`Nothing was expensed in ${spanText(period, format)}`}>
            What was earned then is capitalised; other periods can be chosen above.
          </EmptyState>
        }
      />
    </Section>
  );
}
