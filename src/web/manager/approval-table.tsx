import type { StatementTotals } from '../../ledger/posted-statement.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { JudgedStatement } from '../../runs/approvals/decide-statements.js';
import { Decision } from '../finance/period-statements.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable, type ExportLink } from '../parts/data-table.js';
import { sentence } from '../parts/problems.js';
import { statementAddress } from '../payee/statement-address.js';

/** What is needed to show statements that are decided on. */
export interface ApprovalTableProps {
  readonly caption: string;
  readonly rows: readonly JudgedStatement[];
  readonly currency: string;
  readonly names: ReadonlyMap<string, string>;
  readonly person: PersonText;
  readonly format: ReaderFormat;
  /** The payees that are ticked, where statements can be chosen. */
  readonly ticked?: ReadonlySet<string>;
  readonly exports?: readonly ExportLink[];
  /** Whether it is said of each why the viewer does not decide on it. */
  readonly hasReasons?: boolean;
}

/**
 * Statements with what they come to and what was decided on them; those that may be decided on can be ticked.
 *
 * @example
 * <ApprovalTable caption="Waiting for you" rows={waiting} ticked={new Set()} … />
 */
export function ApprovalTable({
  caption,
  rows,
  currency,
  names,
  person,
  format,
  ticked,
  exports = [],
  hasReasons = false,
}: ApprovalTableProps) {
  const amount = (heading: string, name: keyof StatementTotals): Column<JudgedStatement> => ({
    heading,
    kind: 'number',
    cell: ({ each }) => (
      <Amount
        format={format}
        amount={formatMinorUnits(each.summary.totals[name], currency)}
        currency={currency}
        bare
      />
    ),
  });
  return (
    <DataTable
      caption={caption}
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: (row) => (
            <Payee row={row} name={names.get(row.each.payee) ?? row.each.payee} ticked={ticked} />
          ),
        },
        amount('To be paid', 'paid'),
        amount('Earned', 'earned'),
        amount('Held', 'held'),
        { heading: 'Manager', cell: ({ each }) => <Decision of={each.decisions.manager} person={person} /> },
        { heading: 'Finance', cell: ({ each }) => <Decision of={each.decisions.finance} person={person} /> },
        ...(hasReasons ? [{ heading: 'Why not you', cell: whyNot }] : []),
      ]}
      rows={rows}
      exports={exports}
      empty={null}
    />
  );
}

function Payee({
  row: { each, against },
  name,
  ticked,
}: {
  readonly row: JudgedStatement;
  readonly name: string;
  readonly ticked: ReadonlySet<string> | undefined;
}) {
  return (
    <span class="approval-choice">
      {ticked === undefined || against !== null ? null : (
        <input
          type="checkbox"
          name="payee"
          value={each.payee}
          aria-label={`Choose ${name}`}
          checked={ticked.has(each.payee)}
        />
      )}
      <a href={statementAddress(each.summary)}>{name}</a>
      {each.summary.status === 'incomplete' ? <Badge tone="bad">Incomplete</Badge> : null}
    </span>
  );
}

/**
 * Why somebody does not decide on a statement, in a sentence.
 *
 * @example
 * whyNot(judged) // 'This is your own statement: another person decides on it.'
 */
export function whyNot({ each, against }: JudgedStatement): string {
  if (against === null) return '';
  const isOwn = against.code === 'own-work' && against.found === each.payee;
  return isOwn ? 'This is your own statement: another person decides on it.' : sentence(against.message);
}
