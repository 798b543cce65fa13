import type { PayoutDocument } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { statementAddress } from '../payee/statement-address.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import { MatchBadge, payoutAddress } from './payout-words.js';

type PaidPayee = PayoutDocument['payees'][number];

/**
 * Whom a batch pays what; and once it is with payroll, what payroll paid. The totals are those of all that are asked
 * for.
 *
 * @param shown those on the page
 * @param asked all of the view
 * @example
 * <PayoutPayees payout={payout} shown={payout.payees} asked={payout.payees} only="all" format={format} />
 */
export function PayoutPayees({
  payout: { batch, period, currency, converted, exports },
  shown,
  asked,
  only,
  format,
}: {
  readonly payout: PayoutDocument;
  readonly shown: readonly PaidPayee[];
  readonly asked: readonly PaidPayee[];
  readonly only: 'all' | 'differences';
  readonly format: ReaderFormat;
}) {
  const amount = (heading: string, name: 'sent' | 'paid' | 'difference'): Column<PaidPayee> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={currency} bare />,
    total: (
      <Amount
        format={format}
        amount={sumAmounts(
          asked.map((row) => row[name]),
          currency,
        )}
        currency={currency}
        bare
      />
    ),
  });
  const planCurrency = converted?.planCurrency ?? currency;
  const onStatement: Column<PaidPayee> = {
    heading: `On the statement, in ${planCurrency}`,
    kind: 'number',
    cell: (row) => (
      <Amount format={format} amount={row.converted?.sent ?? row.sent} currency={planCurrency} bare />
    ),
    total: (
      <Amount
        format={format}
        amount={sumAmounts(
          asked.map((row) => row.converted?.sent ?? row.sent),
          planCurrency,
        )}
        currency={planCurrency}
        bare
      />
    ),
  };
  const confirmed: readonly Column<PaidPayee>[] = [
    amount('Paid', 'paid'),
    amount('Difference', 'difference'),
    { heading: 'State', cell: ({ match }) => <MatchBadge match={match} /> },
    {
      heading: 'Payroll says',
      cell: ({ payments }) =>
        payments.map(({ reference, status, date }) => (
          <div>
            {reference}
            <span class="quiet">
              {' '}
              {status}, {format.day(date)}
            </span>
          </div>
        )),
    },
  ];
  return (
    <DataTable
      caption={`Payments, in ${currency}`}
      totalLabel={`${format.count(asked.length)} in all`}
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: ({ payee, name }) =>
            name === null ? (
              payee
            ) : (
              <a href={statementAddress({ payee, period, currency: planCurrency })}>{name}</a>
            ),
        },
        { heading: 'Id', cell: ({ payee }) => payee },
        ...(converted === undefined ? [] : [onStatement]),
        amount('Sent', 'sent'),
        ...(exports.length === 0 ? [] : confirmed),
      ]}
      rows={shown}
      exports={[
        {
          label: 'CSV',
          href: `/api/v1/payout-batches/${batch}/payees?${new URLSearchParams({ only, format: 'csv' })}`,
        },
      ]}
      empty={
        <EmptyState title="Nothing differs" action={<a href={payoutAddress(batch)}>Show all payments</a>}>
          Everything is paid as it was sent.
        </EmptyState>
      }
    />
  );
}
