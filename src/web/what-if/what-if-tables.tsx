import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { ComparedPeriod } from '../../runs/what-if/compare-supposed.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Difference } from './difference.js';

/** What is compared, in the order in which it comes about. */
export const FIGURES = [
  ['earned', 'Earned'],
  ['payable', 'Payable'],
  ['held', 'Held'],
  ['paid', 'Paid'],
] as const;

/** A figure of a period that would change. */
export interface PeriodRow {
  readonly period: ComparedPeriod;
  readonly label: string;
  readonly amounts: ChangedAmount;
}

/**
 * The figures of a period that would change.
 *
 * @example
 * changedFigures(period).length === 0 // it stays as it is
 */
export function changedFigures(period: ComparedPeriod): readonly PeriodRow[] {
  return FIGURES.map(([name, label]) => ({ period, label, amounts: period[name] })).filter(
    ({ amounts: { before, after } }) => before !== after,
  );
}

/**
 * What would change in each pay period.
 *
 * @example
 * <PeriodTable periods={found.periods} format={format} />
 */
export function PeriodTable({
  periods,
  format,
}: {
  readonly periods: readonly ComparedPeriod[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What would change in each pay period"
      columns={[
        { heading: 'Period', cell: ({ period }) => format.period(period.period), namesRow: true },
        { heading: 'Amount', cell: ({ label }) => label },
        ...amountColumns<PeriodRow>(
          format,
          (row) => row.amounts,
          ({ period }) => period.currency,
        ),
      ]}
      rows={periods.flatMap(changedFigures)}
      empty={<p>No period would change in sum.</p>}
    />
  );
}

/** What a component comes to in a period. */
interface ComponentRow {
  readonly period: ComparedPeriod;
  readonly component: string;
  readonly label: string;
  readonly amounts: ChangedAmount;
}

/**
 * What would change in each component.
 *
 * @example
 * <ComponentTable periods={found.periods} format={format} />
 */
export function ComponentTable({
  periods,
  format,
}: {
  readonly periods: readonly ComparedPeriod[];
  readonly format: ReaderFormat;
}) {
  const rows: readonly ComponentRow[] = periods.flatMap((period) =>
    period.components.flatMap(({ component, earned, payable }) => [
      { period, component, label: 'Earned', amounts: earned },
      { period, component, label: 'Payable', amounts: payable },
    ]),
  );
  return (
    <DataTable
      caption="What would change in each component"
      columns={[
        { heading: 'Component', cell: ({ component }) => component, namesRow: true },
        { heading: 'Period', cell: ({ period }) => format.period(period.period) },
        { heading: 'Amount', cell: ({ label }) => label },
        ...amountColumns<ComponentRow>(
          format,
          (row) => row.amounts,
          ({ period }) => period.currency,
        ),
      ]}
      rows={rows.filter(({ amounts: { before, after } }) => before !== after)}
      empty={<p>No component would change.</p>}
    />
  );
}

function amountColumns<Row>(
  format: ReaderFormat,
  amounts: (row: Row) => ChangedAmount,
  currency: (row: Row) => string,
): readonly Column<Row>[] {
  return [
    { heading: 'Now', kind: 'number', cell: (row) => format.money(amounts(row).before, currency(row)) },
    { heading: 'Would be', kind: 'number', cell: (row) => format.money(amounts(row).after, currency(row)) },
    {
      heading: 'Difference',
      kind: 'number',
      cell: (row) => <Difference format={format} amount={amounts(row).difference} currency={currency(row)} />,
    },
  ];
}
