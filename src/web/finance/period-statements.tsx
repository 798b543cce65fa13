import type { StatementApproval } from '../../ledger/approvals/statement-approval.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { StatementView } from '../../runs/approvals/statement-views.js';
import type { StatementToApprove } from '../../runs/approvals/statements-to-approve.js';
import type { StatementSummary } from '../../store/results.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { statementAddress } from '../payee/statement-address.js';
import { periodAddress } from './period-words.js';
import type { PersonText } from './person-text.js';

/** Columns that are shown where any statement has something there. */
const RARE = [
  ['guaranteed', 'Guaranteed'],
  ['drawn', 'Drawn'],
  ['adjusted', 'Adjusted'],
  ['recovered', 'Recovered'],
  ['carried', 'Carried on'],
] as const;

/**
 * The statements of a pay period with what was decided on each. The totals are those of all that are asked for.
 *
 * @param shown those on the page
 * @param asked all of the view
 * @example
 * <PeriodStatements shown={asked.slice(0, 200)} asked={asked} show="all" names={names} person={person} status={status} format={format} />
 */
export function PeriodStatements({
  shown,
  asked,
  show,
  names,
  person,
  status: { payGroup, period, currency, closing },
  format,
}: {
  readonly shown: readonly StatementToApprove[];
  readonly asked: readonly StatementToApprove[];
  /** Which view that is, for the export. */
  readonly show: StatementView;
  readonly names: ReadonlyMap<string, string>;
  readonly person: PersonText;
  readonly status: {
    readonly payGroup: string;
    readonly period: { readonly id: string };
    readonly currency: string;
    readonly closing: number | null;
  };
  readonly format: ReaderFormat;
}) {
  const rare = RARE.filter(([name]) => asked.some(({ summary }) => summary.totals[name] !== 0n));
  const money = (minor: bigint) => (
    <Amount format={format} amount={formatMinorUnits(minor, currency)} currency={currency} bare />
  );
  const amount = (heading: string, name: keyof StatementSummary['totals']): Column<StatementToApprove> => ({
    heading,
    kind: 'number',
    cell: ({ summary }) => money(summary.totals[name]),
    total: money(asked.reduce((sum, { summary }) => sum + summary.totals[name], 0n)),
  });
  const named = { payGroup, period: period.id };
  const isOver = closing !== null;
  return (
    <DataTable
      caption={`Statements, in ${currency}`}
      totalLabel={`${format.count(asked.length)} in all`}
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: ({ payee }) => (
            <a href={statementAddress({ payee, period: period.id, currency })}>{names.get(payee) ?? payee}</a>
          ),
        },
        amount('Earned', 'earned'),
        amount('Payable', 'payable'),
        ...rare.map(([name, heading]) => amount(heading, name)),
        amount('To be paid', 'paid'),
        {
          heading: 'State',
          cell: ({ summary }) =>
            summary.status === 'complete' ? (
              <Badge tone="good">Complete</Badge>
            ) : (
              <Badge tone="bad">Incomplete</Badge>
            ),
        },
        {
          heading: 'Manager',
          cell: ({ decisions }) => <Decision of={decisions.manager} isOver={isOver} person={person} />,
        },
        {
          heading: 'Finance',
          cell: ({ decisions }) => <Decision of={decisions.finance} isOver={isOver} person={person} />,
        },
      ]}
      rows={shown}
      exports={[
        {
          label: 'CSV',
          href: `/api/v1/pay-periods/${encodeURIComponent(payGroup)}/${encodeURIComponent(period.id)}/approvals?${new URLSearchParams({ show, format: 'csv' })}`,
        },
      ]}
      empty={
        <EmptyState
          title="No statement is like that"
          action={<a href={`${periodAddress(named)}#statements`}>Show all statements</a>}
        >
          Choose others above.
        </EmptyState>
      }
    />
  );
}

/**
 * What somebody decided on a statement, and why.
 *
 * @param isOver whether nobody decides on it any more
 *
 * @example
 * <Decision of={decisions.manager} person={person} />
 */
export function Decision({
  of,
  isOver = false,
  person,
}: {
  readonly of: StatementApproval | null;
  readonly isOver?: boolean;
  readonly person: PersonText;
}) {
  if (of === null) return <span class="quiet">{isOver ? 'not asked' : 'waits'}</span>;
  return (
    <>
      {of.decision === 'approved' ? <Badge tone="good">Approved</Badge> : <Badge tone="bad">Rejected</Badge>}{' '}
      <span class="quiet">
        by {person(of.actor)}
        {of.reason === null ? '' : `: ${of.reason}`}
      </span>
    </>
  );
}
