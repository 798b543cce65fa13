import type { ChangedAmount, PayEffect } from '../../ledger/disputes/pay-effects.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { payeeAddress } from '../payee/payee-address.js';
import { Difference } from '../what-if/difference.js';
import type { PeopleText } from './people-text.js';

/**
 * Who would gain and lose what, each on the open statement that would post it.
 *
 * @example
 * <EffectTable effects={effects} person={person} format={format} />
 */
export function EffectTable({
  effects,
  person,
  format,
}: {
  readonly effects: readonly PayEffect[];
  readonly person: PeopleText;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What would change on open statements if it was accepted"
      columns={[
        {
          heading: 'Payee',
          cell: ({ payee }) => <a href={payeeAddress(payee)}>{person(payee)}</a>,
          namesRow: true,
        },
        { heading: 'Posted in', cell: ({ period }) => format.period(period) },
        {
          heading: 'Belongs to',
          cell: ({ belongsTo, currency }) =>
            belongsTo.map(({ period, earned }) => (
              <div>
                {format.period(period)}: <Difference format={format} amount={earned} currency={currency} />
              </div>
            )),
        },
        amountColumn('Earned', format, ({ earned }) => earned),
        amountColumn('Payable', format, ({ payable }) => payable),
        amountColumn('Paid', format, ({ paid }) => paid),
      ]}
      rows={effects}
      empty={
        <EmptyState title="No statement would change">
          What is said to be wrong makes no difference to what anybody is paid.
        </EmptyState>
      }
    />
  );
}

function amountColumn(
  heading: string,
  format: ReaderFormat,
  amounts: (row: PayEffect) => ChangedAmount,
): Column<PayEffect> {
  return {
    heading,
    kind: 'number',
    cell: (row) => {
      const { before, after, difference } = amounts(row);
      return (
        <>
          <Difference format={format} amount={difference} currency={row.currency} />
          {before === after ? null : (
            <div class="quiet">{`${format.money(after, row.currency)} instead of ${format.money(before, row.currency)}`}</div>
          )}
        </>
      );
    },
  };
}
