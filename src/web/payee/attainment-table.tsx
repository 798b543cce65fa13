import type { MeasureStanding, NextTier, Statement } from '../../ledger/statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';

/**
 * Where a payee stands in each measure, and what is missing to the next tier of each component.
 *
 * @example
 * <AttainmentTable statement={statement} format={format} />
 */
export function AttainmentTable({
  statement: { attainments, currency },
  format,
}: {
  readonly statement: Statement;
  readonly format: ReaderFormat;
}) {
  const written = (text: string, { unit }: MeasureStanding) =>
    unit === 'money' ? format.money(text, currency) : format.quantity(text);
  return (
    <DataTable
      caption="Where you stand in each measure"
      columns={[
        { heading: 'Measure', cell: ({ measure }) => measure, namesRow: true },
        { heading: 'Window', cell: ({ window }) => format.days(window.from, window.to) },
        { heading: 'Counted through', cell: ({ at }) => format.day(at) },
        { heading: 'Credited', kind: 'number', cell: (row) => written(row.credited, row) },
        {
          heading: 'Quota',
          kind: 'number',
          cell: (row) => (row.quota === null ? 'none' : written(row.quota, row)),
        },
        { heading: 'Attainment', kind: 'number', cell: ({ attainment }) => attainment ?? '' },
        {
          heading: 'Next',
          cell: (row) => row.next.map((tier) => <div>{nextText(tier, written(tier.distance, row))}</div>),
        },
      ]}
      rows={attainments}
      empty={<EmptyState title="No measures">The plan of this period measures nothing.</EmptyState>}
    />
  );
}

function nextText({ component, from, pays }: NextTier, distance: string): string {
  return `${distance} more to reach ${from} (${component}: ${pays})`;
}
