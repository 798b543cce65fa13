import type { paymentsOf } from '../../http/resources/deals.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { statementAddress } from '../payee/statement-address.js';

/** So many lines are shown; a deal that earned more is told on its statements. */
const MOST_SHOWN = 200;

/**
 * The lines that statements have on a deal, a table for each currency.
 *
 * @example
 * <DealLines payments={paymentsOf(lines)} names={names} format={format} />
 */
export function DealLines({
  payments,
  names,
  format,
}: {
  readonly payments: ReturnType<typeof paymentsOf>;
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}) {
  const currencies = [...new Set(payments.map(({ currency }) => currency))];
  if (currencies.length === 0) {
    return (
      <EmptyState title="It earned nothing">
        No statement has a line on this deal. Who is credited, and why others are not, stands above.
      </EmptyState>
    );
  }
  return (
    <>
      {currencies.map((currency) => {
        const lines = payments.filter((each) => each.currency === currency).flatMap(({ lines: own }) => own);
        return (
          <DataTable
            caption={
              lines.length > MOST_SHOWN
                ? `The first ${MOST_SHOWN} of ${format.count(lines.length)} lines`
                : 'Each line of it on a statement'
            }
            columns={[
              {
                heading: 'Payee',
                cell: ({ payee }) => <a href={ownPay(payee)}>{names.get(payee) ?? payee}</a>,
                namesRow: true,
              },
              {
                heading: 'Period',
                cell: ({ payee, period }) => (
                  <a href={statementAddress({ payee, period, currency })}>{format.period(period)}</a>
                ),
              },
              { heading: 'Component', cell: ({ component }) => component },
              { heading: 'Date', cell: ({ date }) => (date === null ? '' : format.day(date)) },
              {
                heading: 'How',
                cell: ({ id }) => (
                  <a href={`/lines/${encodeURIComponent(id)}`}>
                    Why<span class="only-heard"> line {id}</span>?
                  </a>
                ),
              },
              {
                heading: currency,
                kind: 'number',
                cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
              },
            ]}
            rows={lines.slice(0, MOST_SHOWN)}
            empty={null}
          />
        );
      })}
    </>
  );
}
