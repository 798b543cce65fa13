import { shareText } from '../../ledger/share-text.js';
import type { Statement } from '../../ledger/statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';

/**
 * What is earned and not payable yet, and what it waits for.
 *
 * @example
 * <HeldTable statement={statement} format={format} />
 */
export function HeldTable({
  statement: { held, balances, currency },
  format,
}: {
  readonly statement: Statement;
  readonly format: ReaderFormat;
}) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <DataTable
      caption="What is earned and not payable yet"
      columns={[
        { heading: 'Deal', cell: ({ deal }) => deal ?? 'no single deal', namesRow: true },
        { heading: 'Component', cell: ({ component }) => component },
        { heading: 'Waits for', cell: ({ shares }) => shares.map((share) => <div>{shareText(share)}</div>) },
        {
          heading: currency,
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
