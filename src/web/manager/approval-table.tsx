import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import type { StatementTotals } from '../../ledger/posted-statement.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { JudgedStatement } from '../../runs/approvals/decide-statements.js';
import { Decision } from '../finance/period-statements.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { sentence } from '../parts/problems.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
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
  readonly exports: readonly ExportLink[];
  /** Whether it is said of each why the viewer does not decide on it. */
  readonly hasReasons?: boolean;
}

/**
 * Statements with what they come to and what was decided on them; those that may be decided on can be ticked.
 *
 * @example
 * <ApprovalTable caption="Waiting for you" rows={waiting} ticked={new Set()} … />
 */
export function ApprovalTable({ caption, rows, exports, hasReasons = false, ...shown }: ApprovalTableProps) {
  return (
    <DataTable
      caption={caption}
      columns={[...columnsOf(shown), ...(hasReasons ? [WHY_NOT] : [])]}
      rows={rows}
      exports={exports}
      empty={null}
    />
  );
}

/**
 * Statements that are decided on as CSV, each with why the viewer does not decide on it.
 *
 * @example
 * approvalsCsv({ rows: shown.waiting, currency: 'USD', names, person, format }).split('\n')[1] // 'ada,Ada Byron,USD,complete,…'
 */
export function approvalsCsv({
  rows,
  ...shown
}: Omit<ApprovalTableProps, 'caption' | 'exports' | 'hasReasons'>): string {
  return tableCsv([...columnsOf(shown), WHY_NOT], rows);
}

const WHY_NOT: FiledColumn<JudgedStatement> = {
  heading: 'Why not you',
  cell: whyNot,
  inFile: { whyNotYou: whyNot },
};

function columnsOf({
  currency,
  names,
  person,
  format,
  ticked,
}: Omit<
  ApprovalTableProps,
  'caption' | 'rows' | 'exports' | 'hasReasons'
>): readonly FiledColumn<JudgedStatement>[] {
  const nameOf = ({ each }: JudgedStatement) => names.get(each.payee) ?? each.payee;
  const amount = (heading: string, name: keyof StatementTotals): FiledColumn<JudgedStatement> => {
    const text = ({ each }: JudgedStatement) => formatMinorUnits(each.summary.totals[name], currency);
    return {
      heading,
      kind: 'number',
      cell: (row) => <Amount format={format} amount={text(row)} currency={currency} bare />,
      inFile: { [name]: text },
    };
  };
  const decision = (heading: string, level: ApprovalLevel): FiledColumn<JudgedStatement> => ({
    heading,
    cell: ({ each }) => <Decision of={each.decisions[level]} person={person} />,
    inFile: {
      [level]: ({ each }) => each.decisions[level]?.decision ?? null,
      [`${level}By`]: ({ each }) => each.decisions[level]?.actor ?? null,
      [`${level}Reason`]: ({ each }) => each.decisions[level]?.reason ?? null,
    },
  });
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: (row) => <Payee row={row} name={nameOf(row)} ticked={ticked} />,
      inFile: {
        payee: ({ each }) => each.payee,
        name: nameOf,
        currency: () => currency,
        status: ({ each }) => each.summary.status,
      },
    },
    amount('To be paid', 'paid'),
    amount('Earned', 'earned'),
    amount('Held', 'held'),
    decision('Manager', 'manager'),
    decision('Finance', 'finance'),
  ];
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
