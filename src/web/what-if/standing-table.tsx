import type { MeasureStanding } from '../../ledger/statement.js';
import type { ComparedAttainment, ComparedPeriod } from '../../runs/what-if/compare-supposed.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { measureText, nextStep, percentText } from '../payee/measure-words.js';

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
  const creditedOf = (standing: MeasureStanding | null, { period: { currency } }: StandingRow) =>
    standing === null ? '–' : measureText(standing.credited, { unit: standing.unit, currency, format });
  const attainmentOf = (standing: MeasureStanding | null) =>
    standing === null || standing.attainment === null ? '–' : percentText(standing.attainment, format);
  return (
    <DataTable
      caption="What would be credited, and how far that would be of the quota"
      columns={[
        { heading: 'Measure', cell: ({ measure }) => measure, namesRow: true },
        { heading: 'At the end of', cell: ({ period }) => format.period(period.period) },
        { heading: 'Credited now', kind: 'number', cell: (row) => creditedOf(row.before, row) },
        { heading: 'Credited then', kind: 'number', cell: (row) => creditedOf(row.after, row) },
        { heading: 'Attainment now', kind: 'number', cell: ({ before }) => attainmentOf(before) },
        { heading: 'Attainment then', kind: 'number', cell: ({ after }) => attainmentOf(after) },
        {
          heading: 'Then to the next tier',
          cell: ({ after, period: { currency } }) =>
            after?.next.map((tier) => (
              <div class="words">{nextStep(tier, { unit: after.unit, currency, format })}</div>
            )),
        },
      ]}
      rows={rows}
      empty={<p>Attainment stays as it is.</p>}
    />
  );
}
