import type { Viewer } from '../../access/viewer.js';
import type { StatementHead } from '../../ledger/render-statement.js';
import { shareText } from '../../ledger/share-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DealName, type DealNames } from './deal-name.js';

/** The most held amounts that a statement shows on its page; its files have all. */
export const HELD_ON_A_PAGE = 200;

/**
 * What is earned and not payable yet at the end of a period, and what it waits for; of very many, the first.
 *
 * @example
 * <HeldTable statement={page.head} deals={names} viewer={viewer} format={format} />
 */
export function HeldTable({
  statement: { held, balances, currency },
  deals,
  viewer,
  format,
}: {
  readonly statement: StatementHead;
  readonly deals: DealNames;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <>
      {held.length > HELD_ON_A_PAGE ? (
        <p>
          The first {format.count(HELD_ON_A_PAGE)} of {format.count(held.length)} held amounts; the PDF and
          the workbook of the statement have all of them.
        </p>
      ) : null}
      <DataTable
        caption="What is earned and not payable yet"
        totalLabel="Held, all of it"
        columns={[
          {
            heading: 'Deal',
            cell: ({ deal }) =>
              deal === null ? 'no single deal' : <DealName deal={deal} names={deals} viewer={viewer} />,
            namesRow: true,
          },
          { heading: 'Component', cell: ({ component }) => component },
          {
            heading: 'Waits for',
            cell: ({ shares }) => shares.map((share) => <div class="waits-for">{shareText(share)}</div>),
          },
          {
            heading: `Held, ${currency}`,
            kind: 'number',
            cell: (row) => amount(row.amount),
            total: amount(balances.closingHeld),
          },
        ]}
        rows={held.slice(0, HELD_ON_A_PAGE)}
        empty={<EmptyState title="Nothing is held">All that is earned has become payable.</EmptyState>}
      />
    </>
  );
}
