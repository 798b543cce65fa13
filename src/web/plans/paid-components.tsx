import type { PlanOverview, PlanPaid } from '../../runs/plan-documents/plan-overview.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';

type PaidComponent = PlanPaid['components'][number];

/**
 * What the components of a plan came to in the last pay period that is calculated.
 *
 * @example
 * <PaidComponents overview={overview} exports={[]} format={format} />
 */
export function PaidComponents({
  overview: { paid, document },
  exports,
  format,
}: {
  readonly overview: PlanOverview;
  readonly exports: readonly ExportLink[];
  readonly format: ReaderFormat;
}) {
  if (paid === null) {
    return (
      <EmptyState title="It has paid nothing yet" action={<a href="/runs">Runs</a>}>
        What its components earn stands here once somebody is on it and a run has calculated them.
      </EmptyState>
    );
  }
  const { period, components } = paid;
  return (
    <DataTable
      caption={`What its components came to in ${format.period(period.id)}`}
      columns={columnsIn(paid, format)}
      rows={components}
      exports={exports}
      empty={
        <EmptyState title={`It paid nothing in ${format.period(period.id)}`}>
          Nobody on {document.title ?? document.plan} earned anything by it in the last pay period that is
          calculated.
        </EmptyState>
      }
    />
  );
}

/**
 * What the components of a plan came to in the last pay period that is calculated, as CSV.
 *
 * @example
 * componentsCsv(overview, format).split('\n')[1] // 'new-business,USD,1200.00,600.00,24,monthly-USD,2026-03'
 */
export function componentsCsv({ paid }: PlanOverview, format: ReaderFormat): string {
  return tableCsv(columnsIn(paid ?? NOTHING_PAID, format), paid?.components ?? []);
}

const NOTHING_PAID = { period: { id: '' }, totals: [] } as const;

function columnsIn(
  { period, totals }: { readonly period: { readonly id: string }; readonly totals: PlanPaid['totals'] },
  format: ReaderFormat,
): readonly FiledColumn<PaidComponent>[] {
  const [total] = totals;
  // Amounts of several currencies have no sum.
  const summed = totals.length === 1 && total !== undefined ? total : null;
  const amounts = (heading: string, of: 'earned' | 'payable'): FiledColumn<PaidComponent> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[of]} currency={row.currency} bare />,
    ...(summed !== null && {
      total: <Amount format={format} amount={summed[of]} currency={summed.currency} bare />,
    }),
    inFile: { [of]: (row) => row[of] },
  });
  return [
    {
      heading: 'Component',
      namesRow: true,
      cell: ({ component }) => component,
      inFile: { component: ({ component }) => component },
    },
    {
      heading: 'Currency',
      cell: ({ currency }) => currency,
      inFile: { currency: ({ currency }) => currency },
    },
    amounts('Earned', 'earned'),
    amounts('Payable', 'payable'),
    {
      heading: 'Payees',
      kind: 'number',
      cell: ({ payees }) => format.count(payees),
      inFile: { payees: ({ payees }) => String(payees) },
    },
    {
      heading: 'Period',
      cell: ({ payGroup, component }) => (
        <a href={`/periods/${encodeURIComponent(payGroup)}/${encodeURIComponent(period.id)}`}>
          {format.period(period.id)}
          <span class="only-heard"> of {component}</span>
        </a>
      ),
      inFile: { payGroup: ({ payGroup }) => payGroup, period: () => period.id },
    },
  ];
}
