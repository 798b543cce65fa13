import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { month, whose } from '../../http/resources/accounting.js';
import type { Route } from '../../http/route.js';
import { currency as currencyCode, wholeNumber } from '../../records/values.js';
import type { AccrualTotalRow, PayeeAccrualRow } from '../../runs/accounting/accruals-document.js';
import { payeeNames } from '../../store/payee-list.js';
import { barChart } from '../charts/bar-chart.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { ChoiceFields, nothingToAccount, readAccountingView } from './accounting-view.js';
import { accrualAmounts, accrualColumns } from './accrual-columns.js';

const PAYEES_ON_A_PAGE = 200;

/** So many months the chart shows. */
const MONTHS_SHOWN = 24;

const query = z.strictObject({ month, ...whose, currency: currencyCode().optional() });

/** What is earned and not paid at the end of each month. */
export const accrualsPages: readonly Route[] = [
  definePage({
    path: '/accounting/accruals',
    access: 'company-data',
    summary: 'What is earned and not paid at the end of a month, by plan and region',
    query,
    answer: async ({ query: asked, scope, format }, services) => {
      requireEverybody(scope);
      const view = await readAccountingView(services, scope);
      const currency = asked.currency ?? view?.choices.currencies[0];
      const chosen = asked.month ?? view?.choices.months[0];
      if (view === null || currency === undefined || chosen === undefined)
        return nothingToAccount('Accruals');
      const { accruals, choices } = view;
      const rows = accruals.totals.filter(
        (each) =>
          each.currency === currency &&
          each.plan !== null &&
          (asked.plan === undefined || each.plan === asked.plan) &&
          (asked.region === undefined || each.region === asked.region),
      );
      const shown = rows.filter((each) => each.month === chosen);
      const sums = accrualAmounts(shown, currency);
      const narrowed = given({ plan: asked.plan, region: asked.region });
      return {
        title: 'Accruals',
        about: (
          <Meta
            entries={[
              ['Month', format.period(chosen)],
              ['Currency', currency],
              ['As of', format.day(accruals.through)],
            ]}
          />
        ),
        body: (
          <>
            <Figures>
              <Figure
                label={`Earned and not paid at the end of ${format.period(chosen)}`}
                value={format.money(sums.accrued, currency)}
                isMain
              />
              <Figure label="Earned in the month" value={format.money(sums.earned, currency)} />
              <Figure label="Paid in the month" value={format.money(sums.paid, currency)} />
            </Figures>
            <FilterForm action="/accounting/accruals">
              <ChoiceFields
                choices={choices}
                filled={filledWith({ ...asked, month: chosen, currency })}
                format={format}
              />
            </FilterForm>
            <DataTable
              caption={`By plan and region, in ${currency}: reversed + earned + topped up − (paid − advanced) = accrued`}
              columns={[...placeColumns(chosen), ...accrualColumns(shown, currency, format)]}
              rows={shown}
              exports={[
                {
                  label: 'CSV, by payee',
                  href: `/api/v1/accounting/accruals?${new URLSearchParams({ ...narrowed, month: chosen, format: 'csv' })}`,
                },
              ]}
              empty={
                <EmptyState
                  title="Nothing was earned or paid"
                  action={<a href="/accounting/accruals">Show all</a>}
                >
                  Choose another month, plan or region.
                </EmptyState>
              }
            />
            <Section id="months" title="Month by month">
              <MonthChart rows={rows} currency={currency} chosen={chosen} format={format} />
              <MonthTable rows={rows} currency={currency} narrowed={narrowed} format={format} />
            </Section>
          </>
        ),
      };
    },
  }),
  definePage({
    path: '/accounting/accruals/payees',
    access: 'company-data',
    summary: 'What the accruals of a month sum: each payee and plan',
    query: z.strictObject({
      month,
      ...whose,
      run: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
      skip: wholeNumber({ min: 0, max: 1_000_000_000 }).prefault('0'),
    }),
    answer: async ({ query: { run, skip, ...asked }, scope, format }, services) => {
      requireEverybody(scope);
      const after = run === undefined ? undefined : { run, skip };
      const question = { ...asked, scope, after, limit: PAYEES_ON_A_PAGE + 1 };
      const { rows, place } = await makeReport(services, 'accrualRows', question);
      const shown = rows.slice(0, PAYEES_ON_A_PAGE);
      const names = await payeeNames(
        services.db,
        scope,
        shown.map(({ payee }) => payee),
      );
      const next = { run: String(place.run), skip: String(place.skip + PAYEES_ON_A_PAGE) };
      const words = [asked.plan, asked.region].flatMap((each) => each ?? []).join(', ');
      return {
        title: 'Accruals by payee',
        trail: [{ label: 'Accruals', href: '/accounting/accruals' }],
        about: (
          <Meta
            entries={[
              ['Month', asked.month === undefined ? 'all' : format.period(asked.month)],
              ['Of', words === '' ? 'all plans and regions' : words],
            ]}
          />
        ),
        body: (
          <>
            <DataTable
              caption="Each payee and plan"
              columns={payeeColumns(names, shown, format)}
              rows={shown}
              exports={[
                {
                  label: 'CSV',
                  href: `/api/v1/accounting/accruals?${new URLSearchParams({ ...given(asked), format: 'csv' })}`,
                },
              ]}
              empty={
                <EmptyState
                  title="Nothing was earned or paid"
                  action={<a href="/accounting/accruals">Back</a>}
                >
                  There is nobody for this month, plan and region.
                </EmptyState>
              }
            />
            {rows.length > PAYEES_ON_A_PAGE ? (
              <a href={`/accounting/accruals/payees?${new URLSearchParams({ ...given(asked), ...next })}`}>
                Next →
              </a>
            ) : null}
          </>
        ),
      };
    },
  }),
];

function placeColumns(chosen: string): readonly Column<AccrualTotalRow>[] {
  const payees = ({ plan, region }: AccrualTotalRow) =>
    `/accounting/accruals/payees?${new URLSearchParams({
      month: chosen,
      ...(plan !== null && { plan }),
      ...(region !== null && region !== '' && { region }),
    })}`;
  return [
    {
      heading: 'Plan',
      namesRow: true,
      cell: ({ plan }) => (plan === null ? '' : <a href={`/plans/${encodeURIComponent(plan)}`}>{plan}</a>),
    },
    { heading: 'Region', cell: ({ region }) => region || 'none' },
    {
      heading: 'Payees',
      cell: (row) => (
        <a href={payees(row)}>
          Show
          <span class="only-heard">
            {' '}
            the payees of {row.plan} in {row.region}
          </span>
        </a>
      ),
    },
  ];
}

function payeeColumns(
  names: ReadonlyMap<string, string>,
  rows: readonly PayeeAccrualRow[],
  format: ReaderFormat,
): readonly Column<PayeeAccrualRow>[] {
  const [first] = rows;
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee }) => (
        <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{names.get(payee) ?? payee}</a>
      ),
    },
    { heading: 'Month', cell: (row) => <span class="one-line">{format.period(row.month)}</span> },
    { heading: 'Plan', cell: ({ plan }) => plan },
    { heading: 'Region', cell: ({ region }) => region || 'none' },
    { heading: 'Currency', cell: ({ currency }) => currency },
    // A page of a list has no total.
    ...accrualColumns(rows, first?.currency ?? 'USD', format).map(({ total: _, ...column }) => column),
  ];
}

interface MonthFigures {
  readonly rows: readonly AccrualTotalRow[];
  readonly currency: string;
  readonly format: ReaderFormat;
}

function byMonth({ rows, currency }: Omit<MonthFigures, 'format'>) {
  const months = [...new Set(rows.map((each) => each.month))].sort();
  return months.map((of) => ({
    month: of,
    ...accrualAmounts(
      rows.filter((each) => each.month === of),
      currency,
    ),
  }));
}

async function MonthChart({ rows, currency, chosen, format }: MonthFigures & { readonly chosen: string }) {
  const months = byMonth({ rows, currency }).slice(-MONTHS_SHOWN);
  const chart = await barChart({
    title: `Earned and not paid at the end of each month, in ${currency}`,
    yLabel: currency,
    bars: months.map((each) => ({
      label: each.month,
      value: each.accrued,
      tone: each.month === chosen ? 'marked' : 'plain',
    })),
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
  return <Chart chart={chart} caption="Earned and not paid at the end of each month" />;
}

function MonthTable({
  rows,
  currency,
  narrowed,
  format,
}: MonthFigures & { readonly narrowed: Readonly<Record<string, string | undefined>> }) {
  const months = byMonth({ rows, currency }).reverse();
  const amount = (heading: string, name: keyof ReturnType<typeof accrualAmounts>) => ({
    heading,
    kind: 'number' as const,
    cell: (row: (typeof months)[number]) => (
      <Amount format={format} amount={row[name]} currency={currency} bare />
    ),
  });
  const address = (of: string) =>
    `/accounting/accruals?${new URLSearchParams(given({ ...narrowed, month: of, currency }) as Record<string, string>)}`;
  return (
    <DataTable
      caption={`Month by month, in ${currency}, the latest first`}
      columns={[
        {
          heading: 'Month',
          namesRow: true,
          cell: (row) => <a href={address(row.month)}>{format.period(row.month)}</a>,
        },
        amount('Reversed', 'reversed'),
        amount('Earned', 'earned'),
        amount('Paid', 'paid'),
        amount('Accrued', 'accrued'),
      ]}
      rows={months}
      exports={[
        {
          label: 'CSV, by payee',
          href: `/api/v1/accounting/accruals?${new URLSearchParams(given({ ...narrowed, format: 'csv' }) as Record<string, string>)}`,
        },
      ]}
      empty={null}
    />
  );
}
