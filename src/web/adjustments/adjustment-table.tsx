import { type Adjustment, adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { StateBadge } from './adjustment-state.js';
import { NoAdjustments, type NoneBecause } from './no-adjustments.js';

/**
 * Adjustments, each with the way to its page; those that the viewer may decide on can be chosen.
 *
 * @param choosable the numbers of those that can be chosen; without any there is no such column
 * @param csv where all of them can be had as a file
 * @param emptyBecause why there may be none: the filter shows none, or there are none, with the way to make one
 * @example
 * <AdjustmentTable rows={rows} names={names} format={format} choosable={new Set()} chosen={new Set()}
 *   csv="/adjustments?format=csv" emptyBecause="none" />
 */
export function AdjustmentTable({
  rows,
  names,
  format,
  choosable,
  chosen,
  csv,
  emptyBecause,
}: {
  readonly rows: readonly Adjustment[];
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
  readonly choosable: ReadonlySet<number>;
  readonly chosen: ReadonlySet<string>;
  readonly csv: string;
  readonly emptyBecause: NoneBecause;
}) {
  const choice: Column<Adjustment> = {
    heading: 'Choose',
    cell: ({ number }) =>
      choosable.has(number) ? (
        <input
          type="checkbox"
          name="numbers"
          value={String(number)}
          checked={chosen.has(String(number))}
          aria-label={`Choose adjustment ${number}`}
        />
      ) : null,
  };
  const columns = columnsIn(names, format);
  return (
    <DataTable
      caption="Adjustments, the latest first"
      columns={choosable.size === 0 ? columns : [choice, ...columns]}
      rows={rows}
      exports={[{ label: 'CSV', href: csv }]}
      empty={<NoAdjustments because={emptyBecause} />}
    />
  );
}

/**
 * Adjustments as CSV, a row for each.
 *
 * @example
 * adjustmentsCsv(adjustments, names, format).split('\n')[1] // '3,waiting,ada,Ada Byron,monthly-USD,2026-03,…'
 */
export function adjustmentsCsv(
  rows: readonly Adjustment[],
  names: ReadonlyMap<string, string>,
  format: ReaderFormat,
): string {
  return tableCsv(columnsIn(names, format), rows);
}

function columnsIn(
  names: ReadonlyMap<string, string>,
  format: ReaderFormat,
): readonly FiledColumn<Adjustment>[] {
  return [
    {
      heading: 'Adjustment',
      namesRow: true,
      cell: ({ number }) => <a href={`/adjustments/${number}`}>{number}</a>,
      inFile: { adjustment: ({ number }) => String(number) },
    },
    {
      heading: 'State',
      cell: (each) => <StateBadge state={adjustmentState(each)} />,
      inFile: { state: adjustmentState },
    },
    {
      heading: 'Payee',
      cell: ({ payee }) => (
        <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{names.get(payee) ?? payee}</a>
      ),
      inFile: { payee: ({ payee }) => payee, name: ({ payee }) => names.get(payee) ?? null },
    },
    {
      heading: 'Period',
      cell: ({ period }) => format.period(period),
      inFile: { payGroup: ({ payGroup }) => payGroup, period: ({ period }) => period },
    },
    {
      heading: 'Amount',
      kind: 'number',
      cell: (each) => <Amount format={format} amount={amountOf(each)} currency={each.currency} />,
      inFile: { currency: ({ currency }) => currency, amount: amountOf },
    },
    {
      heading: 'Reason',
      cell: ({ reason }) => <div class="words">{reason}</div>,
      inFile: { reason: ({ reason }) => reason },
    },
    {
      heading: 'Made by',
      cell: ({ maker, madeAt }) => (
        <>
          {maker}
          <div class="quiet">{format.day(madeAt.slice(0, 10))}</div>
        </>
      ),
      inFile: { madeBy: ({ maker }) => maker, madeAt: ({ madeAt }) => madeAt },
    },
  ];
}

function amountOf({ amount, currency }: Adjustment): string {
  return formatMinorUnits(amount, currency);
}
