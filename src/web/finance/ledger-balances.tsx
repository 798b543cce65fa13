import { given } from '../../http/given.js';
import type { PayeeBalances } from '../../store/ledger-balances.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { balanceColumns } from './balance-columns.js';

/**
 * What is on the accounts of payees, a payee and currency a row.
 *
 * @example
 * <LedgerBalances rows={rows} names={names} asked={{ begins, currency }} isEmpty={false} format={format} />
 */
export function LedgerBalances({
  rows,
  names,
  asked,
  isEmpty,
  format,
}: {
  readonly rows: readonly PayeeBalances[];
  readonly names: ReadonlyMap<string, string>;
  readonly asked: { readonly begins: string | undefined; readonly currency: string | undefined };
  readonly isEmpty: boolean;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What is on the accounts of payees, by all that is closed and paid"
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: ({ payee }) => (
            <a href={`/ledger/${encodeURIComponent(payee)}`}>{names.get(payee) ?? payee}</a>
          ),
        },
        { heading: 'Currency', cell: (row) => row.currency },
        ...balanceColumns(rows, format),
      ]}
      rows={rows}
      exports={[
        {
          label: 'CSV',
          href: `/api/v1/ledger/balances?${new URLSearchParams(given({ ...asked, format: 'csv' }))}`,
        },
      ]}
      empty={
        isEmpty ? (
          <EmptyState title="Nothing was posted yet" action={<a href="/periods">To the periods</a>}>
            Statements are posted when their period is closed, payments when payroll confirms them.
          </EmptyState>
        ) : (
          <EmptyState title="Nobody is found" action={<a href="/ledger">Show all</a>}>
            Nothing is posted for a payee whose id or name begins so.
          </EmptyState>
        )
      }
    />
  );
}
