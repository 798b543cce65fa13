import type { AccrualTotalRow } from '../../runs/accounting/accruals-document.js';
import { barChart } from '../charts/bar-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { accrualAmounts } from './accrual-columns.js';

/** So many months the chart shows. */
const MONTHS_SHOWN = 24;

interface MonthFigures {
  readonly rows: readonly AccrualTotalRow[];
  readonly currency: string;
  readonly format: ReaderFormat;
}

/**
 * What is earned and not paid at the end of each month, as a chart and as a table that leads to each.
 *
 * @example
 * <AccrualMonths rows={rows} currency="USD" chosen="2026-03" narrowed={{ plan: 'ae' }} exported={href} format={format} />
 */
export function AccrualMonths({
  chosen,
  narrowed,
  exported,
  ...figures
}: MonthFigures & {
  readonly chosen: string;
  readonly narrowed: Readonly<Record<string, string | undefined>>;
  readonly exported: string;
}) {
  return (
    <Section id="months" title="Month by month">
      <MonthChart {...figures} chosen={chosen} />
      <MonthTable {...figures} narrowed={narrowed} exported={exported} />
    </Section>
  );
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
  exported,
  format,
}: MonthFigures & {
  readonly narrowed: Readonly<Record<string, string | undefined>>;
  readonly exported: string;
}) {
  const months = byMonth({ rows, currency }).reverse();
  const amount = (heading: string, name: keyof ReturnType<typeof accrualAmounts>) => ({
    heading,
    kind: 'number' as const,
    cell: (row: (typeof months)[number]) => (
      <Amount format={format} amount={row[name]} currency={currency} bare />
    ),
  });
  const address = (of: string) => addressOf('/accounting/accruals', { ...narrowed, month: of, currency });
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
      exports={[{ label: 'CSV, by plan and region', href: exported }]}
      empty={null}
    />
  );
}
