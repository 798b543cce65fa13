import type { MeasureStanding } from '../../ledger/statement.js';
import type { ComparedAttainment, ComparedPeriod } from '../../runs/what-if/compare-supposed.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';

interface StandingRow extends ComparedAttainment {
  readonly period: ComparedPeriod;
}

/**
 * Where the payee would stand in each measure, and what would be missing to the next tier.
 *
 * @example
 * <StandingTable periods={found.periods} format={format} />
 */
export function StandingTable({
  periods,
  format,
}: {
  readonly periods: readonly ComparedPeriod[];
  readonly format: ReaderFormat;
}) {
  const rows: readonly StandingRow[] = periods.flatMap((period) =>
    period.attainments
      .filter(({ before, after }) => before?.credited !== after?.credited)
      .map((each) => ({ ...each, period })),
  );
  const written = (text: string, standing: MeasureStanding, { period: { currency } }: StandingRow) =>
    standing.unit === 'money' ? format.money(text, currency) : format.quantity(text);
  const creditedOf = (standing: MeasureStanding | null, row: StandingRow) =>
    standing === null ? '–' : written(standing.credited, standing, row);
  return (
    <DataTable
      caption="What would be credited, and how far that would be of the quota"
      columns={[
        { heading: 'Measure', cell: ({ measure }) => measure, namesRow: true },
        { heading: 'At the end of', cell: ({ period }) => format.period(period.period) },
        { heading: 'Credited now', kind: 'number', cell: (row) => creditedOf(row.before, row) },
        { heading: 'Credited then', kind: 'number', cell: (row) => creditedOf(row.after, row) },
        { heading: 'Attainment now', kind: 'number', cell: ({ before }) => before?.attainment ?? '–' },
        { heading: 'Attainment then', kind: 'number', cell: ({ after }) => after?.attainment ?? '–' },
        {
          heading: 'Then to the next tier',
          cell: (row) => {
            const { after } = row;
            return (after?.next ?? []).map(({ component, from, pays, distance }) => (
              <div>
                {after === null ? distance : written(distance, after, row)} more to reach {from} ({component}:{' '}
                {pays})
              </div>
            ));
          },
        },
      ]}
      rows={rows}
      empty={<p>Attainment stays as it is.</p>}
    />
  );
}
