import { permit } from '../../access/permit.js';
import { lineNotes } from '../../ledger/line-notes.js';
import { lineReason } from '../../ledger/line-reason.js';
import type { StatementHead } from '../../ledger/render-statement.js';
import type { StatementLine } from '../../ledger/statement.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DealName } from './deal-name.js';
import type { ShownStatement } from './shown-statement.js';

/**
 * Lines of a statement, each with the way to how it came about and, for whom that is open, to a question about it. The
 * total is that of the whole statement.
 *
 * @example
 * <LineTable lines={page.lines} statement={page.head} deals={names} viewer={viewer} format={format} />
 */
export function LineTable({
  lines,
  statement: { balances, currency, period, attainments },
  deals,
  viewer,
  format,
}: ShownStatement & { readonly lines: readonly StatementLine[] }) {
  const units = new Map(attainments.map(({ measure, unit }) => [measure, unit]));
  const base = ({ base: text, measure }: StatementLine) => {
    if (text === null) return '';
    return units.get(measure) === 'units' ? format.quantity(text) : format.amount(text, currency);
  };
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const mayAsk = permit('payee-step', viewer);
  return (
    <DataTable
      caption={`What was earned, in ${currency}`}
      totalLabel="Earned, all lines"
      columns={[
        {
          heading: 'Date',
          cell: ({ date }) => <span class="one-line">{format.day(date)}</span>,
          namesRow: true,
        },
        { heading: 'Component', cell: ({ component }) => <span class="one-line">{component}</span> },
        {
          heading: 'Deal',
          cell: ({ deal }) => (deal === null ? '' : <DealName deal={deal} names={deals} viewer={viewer} />),
        },
        { heading: 'For', cell: (line) => <Reason line={line} period={period} /> },
        { heading: 'Base', kind: 'number', cell: base },
        { heading: 'Share', kind: 'number', cell: ({ share }) => share ?? '' },
        {
          heading: 'Earned',
          kind: 'number',
          cell: (line) => amount(line.amount),
          total: amount(balances.earned),
        },
        { heading: 'How', cell: ({ id }) => <Why line={id} mayAsk={mayAsk} /> },
      ]}
      rows={lines}
      empty={<EmptyState title="Nothing was earned">No line was posted in this period.</EmptyState>}
    />
  );
}

function Reason({
  line,
  period,
}: {
  readonly line: StatementLine;
  readonly period: StatementHead['period'];
}) {
  return (
    <>
      {lineReason(line)}
      {lineNotes(line, period).map((note) => (
        <div class="quiet">{note}</div>
      ))}
    </>
  );
}

/** Without scripts a page of its own; with scripts it opens here. */
function Why({ line, mayAsk }: { readonly line: string; readonly mayAsk: boolean }) {
  const address = `/lines/${encodeURIComponent(line)}`;
  return (
    <div>
      <a href={address} hx-get={address} hx-target="next .explanation" hx-swap="innerHTML">
        Why<span class="only-heard"> line {line}</span>?
      </a>
      {mayAsk ? (
        <>
          {' · '}
          <a href={questionAddress(line)}>
            Question<span class="only-heard"> line {line}</span>
          </a>
        </>
      ) : null}
      <div class="explanation"></div>
    </div>
  );
}

/**
 * Where a line is questioned.
 *
 * @example
 * questionAddress('ada.2026-03.1') // '/disputes/new?line=ada.2026-03.1'
 */
export function questionAddress(line: string): string {
  return `/disputes/new?line=${encodeURIComponent(line)}`;
}
