import type { StatementHead } from '../../ledger/render-statement.js';
import type { MeasureStanding } from '../../ledger/statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { measureText, nextStep, percentText } from './measure-words.js';

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
  readonly statement: StatementHead;
  readonly format: ReaderFormat;
}) {
  const written = (text: string, { unit }: MeasureStanding) => measureText(text, { unit, currency, format });
  return (
    <DataTable
      caption="Where you stand in each measure"
      columns={[
        {
          heading: 'Measure',
          cell: ({ measure }) => <span class="one-line">{measure}</span>,
          namesRow: true,
        },
        { heading: 'Window', cell: ({ window }) => format.days(window.from, window.to) },
        { heading: 'Counted through', cell: ({ at }) => format.day(at) },
        { heading: 'Credited', kind: 'number', cell: (row) => written(row.credited, row) },
        {
          heading: 'Quota',
          kind: 'number',
          cell: (row) => (row.quota === null ? 'none' : written(row.quota, row)),
        },
        {
          heading: 'Attainment',
          kind: 'number',
          cell: ({ attainment }) => (attainment === null ? '' : percentText(attainment, format)),
        },
        {
          heading: 'Next',
          cell: (row) =>
            row.next.map((tier) => (
              <div class="words">{nextStep(tier, { unit: row.unit, currency, format })}</div>
            )),
        },
      ]}
      rows={attainments}
      empty={<EmptyState title="No measures">The plan of this period measures nothing.</EmptyState>}
    />
  );
}
