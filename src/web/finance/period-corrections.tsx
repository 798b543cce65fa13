import { formatMinorUnits } from '../../money/minor-units.js';
import type { LaterCorrection } from '../../store/later-corrections.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { statementAddress } from '../payee/statement-address.js';
import { CAUSES } from './adjustment-words.js';
import { MOST_CORRECTIONS, type PeriodView } from './period-view.js';
import { periodAddress } from './period-words.js';

interface Shown {
  readonly view: PeriodView;
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}

/**
 * What changed of a closed pay period since, posted by later periods.
 *
 * @example
 * <PeriodCorrections view={view} names={names} format={format} />
 */
export function PeriodCorrections(shown: Shown) {
  const { status, corrections } = shown.view;
  const { currency, payGroup } = status;
  return (
    <Section
      id="corrections"
      title="Corrected later"
      about="What changed of it after it was closed, posted by later periods that are closed too."
    >
      <DataTable
        caption={
          corrections.length < MOST_CORRECTIONS
            ? `Corrections by what was changed, in ${currency}`
            : `The last ${MOST_CORRECTIONS} corrections by what was changed, in ${currency}`
        }
        columns={columnsIn(shown)}
        rows={corrections}
        exports={[
          { label: 'CSV', href: `${periodAddress({ payGroup, period: status.period.id })}?file=corrections` },
        ]}
        empty={
          <EmptyState
            title="Nothing of it was corrected so far"
            action={
              <a href={`/prior-period-adjustments?payGroup=${encodeURIComponent(payGroup)}`}>
                See what the open period would post
              </a>
            }
          >
            Late deals and corrections of closed periods are posted by the next open period.
          </EmptyState>
        }
      />
    </Section>
  );
}

/**
 * What changed of a closed pay period since, as CSV.
 *
 * @example
 * periodCorrectionsCsv({ view, names, format }).split('\n')[1] // 'ann,Ann Hall,2026-02,credit,deal D-1,412,USD,-40.00'
 */
export function periodCorrectionsCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), shown.view.corrections);
}

function columnsIn({ view: { status }, names, format }: Shown): readonly FiledColumn<LaterCorrection>[] {
  const { currency, payGroup } = status;
  const nameOf = (payee: string) => names.get(payee) ?? payee;
  const amountOf = ({ earned }: LaterCorrection) => formatMinorUnits(earned, currency);
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee, postedIn }) => (
        <a href={statementAddress({ payee, period: postedIn, currency })}>{nameOf(payee)}</a>
      ),
      inFile: { payee: ({ payee }) => payee, name: ({ payee }) => nameOf(payee) },
    },
    {
      heading: 'Posted in',
      cell: ({ postedIn }) => (
        <a href={periodAddress({ payGroup, period: postedIn })}>{format.period(postedIn)}</a>
      ),
      inFile: { postedIn: ({ postedIn }) => postedIn },
    },
    { heading: 'Cause', cell: ({ cause }) => CAUSES[cause], inFile: { cause: ({ cause }) => cause } },
    {
      heading: 'Changed',
      cell: ({ source, change }) => `${source} (change ${change})`,
      inFile: { source: ({ source }) => source, change: ({ change }) => String(change) },
    },
    {
      heading: 'Earned',
      kind: 'number',
      cell: (row) => <Amount format={format} amount={amountOf(row)} currency={currency} bare />,
      inFile: { currency: () => currency, earned: amountOf },
    },
  ];
}
