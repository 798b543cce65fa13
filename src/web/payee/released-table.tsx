import { releaseNotes } from '../../ledger/release-notes.js';
import type { StatementRelease } from '../../ledger/statement.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { DealName } from './deal-name.js';
import type { ShownStatement } from './shown-statement.js';

/**
 * What became payable of which deal and by what. The total is that of the whole statement, with what is payable as soon
 * as it is earned.
 *
 * @param releases those of a page
 * @example
 * <ReleasedTable releases={head.releases} statement={head} deals={names} viewer={viewer} format={format} />
 */
export function ReleasedTable({
  releases,
  statement: { balances, currency },
  deals,
  viewer,
  format,
}: ShownStatement & { readonly releases: readonly StatementRelease[] }) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <DataTable
      caption={`What became payable, in ${currency}`}
      totalLabel="Payable, all of it"
      columns={[
        {
          heading: 'Deal',
          cell: ({ deal }) =>
            deal === null ? 'all deals together' : <DealName deal={deal} names={deals} viewer={viewer} />,
          namesRow: true,
        },
        { heading: 'Component', cell: ({ component }) => <span class="one-line">{component}</span> },
        {
          heading: 'Because',
          cell: (release) => releaseNotes(release).map((note) => <div class="waits-for">{note}</div>),
        },
        {
          heading: 'Payable',
          kind: 'number',
          cell: (row) => amount(row.amount),
          total: amount(balances.payable),
        },
      ]}
      rows={releases}
      empty={null}
    />
  );
}
