import type { StatementHead } from '../../ledger/render-statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';

/**
 * What was added by hand, or taken off; mostly nothing is, and then there is nothing to say.
 *
 * @example
 * <StatementAdjustments statement={page.head} format={format} />
 */
export function StatementAdjustments({
  statement: { adjustments, balances, currency: code },
  format,
}: {
  readonly statement: StatementHead;
  readonly format: ReaderFormat;
}) {
  if (adjustments.length === 0) return null;
  const amount = (text: string) => <Amount format={format} amount={text} currency={code} bare />;
  return (
    <Section id="adjustments" title="Adjusted by hand">
      <DataTable
        caption="Each approved by another person than who made it"
        columns={[
          { heading: 'Reason', namesRow: true, cell: ({ reason }) => reason },
          { heading: 'Shown by', cell: ({ attachment }) => attachment ?? '' },
          {
            heading: `Amount, ${code}`,
            kind: 'number',
            cell: (row) => amount(row.amount),
            total: amount(balances.adjusted),
          },
        ]}
        rows={adjustments}
        empty={null}
      />
    </Section>
  );
}
