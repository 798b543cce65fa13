import { type Adjustment, adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { StateBadge } from './adjustment-state.js';

/**
 * Adjustments, each with the way to its page; those that the viewer may decide on can be chosen.
 *
 * @param choosable the numbers of those that can be chosen; without any there is no such column
 * @param emptyBecause why there may be none: the filter shows none, or there are none, with the way to make one
 * @example
 * <AdjustmentTable rows={rows} names={names} format={format} choosable={new Set()} chosen={new Set()} emptyBecause="none" />
 */
export function AdjustmentTable({
  rows,
  names,
  format,
  choosable,
  chosen,
  emptyBecause,
}: {
  readonly rows: readonly Adjustment[];
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
  readonly choosable: ReadonlySet<number>;
  readonly chosen: ReadonlySet<string>;
  readonly emptyBecause: 'filter' | 'none' | 'none-maker';
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
  const columns: readonly Column<Adjustment>[] = [
    {
      heading: 'Adjustment',
      namesRow: true,
      cell: ({ number }) => <a href={`/adjustments/${number}`}>{number}</a>,
    },
    { heading: 'State', cell: (each) => <StateBadge state={adjustmentState(each)} /> },
    {
      heading: 'Payee',
      cell: ({ payee }) => (
        <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{names.get(payee) ?? payee}</a>
      ),
    },
    { heading: 'Period', cell: ({ period }) => format.period(period) },
    {
      heading: 'Amount',
      kind: 'number',
      cell: ({ amount, currency }) => (
        <Amount format={format} amount={formatMinorUnits(amount, currency)} currency={currency} />
      ),
    },
    { heading: 'Reason', cell: ({ reason }) => <div class="words">{reason}</div> },
    {
      heading: 'Made by',
      cell: ({ maker, madeAt }) => (
        <>
          {maker}
          <div class="quiet">{format.day(madeAt.slice(0, 10))}</div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption="Adjustments, the latest first"
      columns={choosable.size === 0 ? columns : [choice, ...columns]}
      rows={rows}
      empty={<NoAdjustments because={emptyBecause} />}
    />
  );
}

function NoAdjustments({ because }: { readonly because: 'filter' | 'none' | 'none-maker' }) {
  if (because === 'filter') {
    return (
      <EmptyState
        title="No adjustment is like that"
        action={
          <a class="button" href="/adjustments">
            Show all adjustments
          </a>
        }
      >
        Choose another state or payee, or see all of them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="There are no adjustments"
      action={
        because === 'none-maker' ? (
          <a class="button" href="/adjustments/new">
            Make an adjustment
          </a>
        ) : undefined
      }
    >
      An adjustment adds an amount to what somebody is paid for a period, or takes it off; another person
      approves it.
    </EmptyState>
  );
}
