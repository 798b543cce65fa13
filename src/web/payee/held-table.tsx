import { shareText } from '../../ledger/share-text.js';
import type { StatementHeld } from '../../ledger/statement.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DealName } from './deal-name.js';
import type { ShownStatement } from './shown-statement.js';

/**
 * What is earned and not payable yet at the end of a period, and what it waits for. The total is that of the whole
 * statement.
 *
 * @param held the held amounts of a page
 * @example
 * <HeldTable held={page.head.held} statement={page.head} deals={names} viewer={viewer} format={format} />
 */
export function HeldTable({
  held,
  statement: { balances, currency },
  deals,
  viewer,
  format,
}: ShownStatement & { readonly held: readonly StatementHeld[] }) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <DataTable
      caption={`What is earned and not payable yet, in ${currency}`}
      totalLabel="Held, all of it"
      columns={[
        {
          heading: 'Deal',
          cell: ({ deal }) =>
            deal === null ? 'no single deal' : <DealName deal={deal} names={deals} viewer={viewer} />,
          namesRow: true,
        },
        { heading: 'Component', cell: ({ component }) => <span class="one-line">{component}</span> },
        {
          heading: 'Waits for',
          cell: ({ shares }) => shares.map((share) => <div class="waits-for">{shareText(share)}</div>),
        },
        {
          heading: 'Held',
          kind: 'number',
          cell: (row) => amount(row.amount),
          total: amount(balances.closingHeld),
        },
      ]}
      rows={held}
      empty={<EmptyState title="Nothing is held">All that is earned has become payable.</EmptyState>}
    />
  );
}
