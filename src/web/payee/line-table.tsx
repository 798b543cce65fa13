import { lineNotes } from '../../ledger/line-notes.js';
import { lineReason } from '../../ledger/line-reason.js';
import type { Statement, StatementLine } from '../../ledger/statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';

/**
 * All lines of a statement, component after component.
 *
 * @example
 * linesOf(statement).length // 5_000
 */
export function linesOf({ components }: Statement): readonly StatementLine[] {
  return components.flatMap(({ lines }) => lines);
}

/**
 * Lines of a statement, each with the way to how it came about. The total is that of the whole statement.
 *
 * @example
 * <LineTable lines={linesOf(statement).slice(0, 200)} statement={statement} format={format} />
 */
export function LineTable({
  lines,
  statement: { balances, currency, period, attainments },
  format,
}: {
  readonly lines: readonly StatementLine[];
  readonly statement: Statement;
  readonly format: ReaderFormat;
}) {
  const units = new Map(attainments.map(({ measure, unit }) => [measure, unit]));
  const base = ({ base: text, measure }: StatementLine) => {
    if (text === null) return '';
    return units.get(measure) === 'units' ? format.quantity(text) : format.amount(text, currency);
  };
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <DataTable
      caption={`What was earned, in ${currency}`}
      totalLabel="Earned, all lines"
      columns={[
        { heading: 'Date', cell: ({ date }) => format.day(date), namesRow: true },
        { heading: 'Component', cell: ({ component }) => component },
        { heading: 'Deal', cell: ({ deal }) => deal ?? '' },
        { heading: 'For', cell: (line) => <Reason line={line} period={period} /> },
        { heading: 'Base', kind: 'number', cell: base },
        { heading: 'Share', kind: 'number', cell: ({ share }) => share ?? '' },
        {
          heading: 'Earned',
          kind: 'number',
          cell: (line) => amount(line.amount),
          total: amount(balances.earned),
        },
        { heading: 'How', cell: ({ id }) => <Why line={id} /> },
      ]}
      rows={lines}
      empty={<EmptyState title="Nothing was earned">No line was posted in this period.</EmptyState>}
    />
  );
}

function Reason({ line, period }: { readonly line: StatementLine; readonly period: Statement['period'] }) {
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
function Why({ line }: { readonly line: string }) {
  const address = `/lines/${encodeURIComponent(line)}`;
  return (
    <div>
      <a href={address} hx-get={address} hx-target="next .explanation" hx-swap="innerHTML">
        Why<span class="only-heard"> line {line}</span>?
      </a>
      <div class="explanation"></div>
    </div>
  );
}
