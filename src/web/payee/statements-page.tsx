import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { StatementSummary } from '../../store/results.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { listStatements } from '../../store/statements.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';
import { statementAddress } from './statement-address.js';

/** All statements of a payee, the latest first. */
export const statementsPage = definePage({
  path: '/payees/:payee/statements',
  access: 'payee-data',
  summary: 'The statements of a payee with their totals',
  params: z.strictObject({ payee: recordName() }),
  answer: async ({ params: { payee }, scope, viewer, format }, { db }) =>
    db.read(async (trx) => {
      const { id, name } = await requirePayee(trx, scope, payee);
      const statements = await listStatements(trx, scope, { payee });
      const run = await publishedRun(trx);
      return {
        title: isOwn({ payee: { id }, viewer }) ? 'My statements' : `Statements of ${name}`,
        trail: payeeTrail({ payee: { id, name }, viewer }),
        actions: <PayeeLinks payee={{ id, name }} viewer={viewer} at="statements" />,
        ...(run !== null && { about: <About statements={statements} run={run} format={format} /> }),
        body: (
          <DataTable
            caption="By pay period, the latest first"
            columns={columnsIn(format)}
            rows={[...statements].reverse()}
            exports={[{ label: 'CSV', href: `/api/v1/payees/${encodeURIComponent(id)}/history?format=csv` }]}
            empty={
              <EmptyState title="There are no statements yet">
                They are here after the next calculation, for everybody who is on a plan.
              </EmptyState>
            }
          />
        ),
      };
    }),
});

function About({
  statements,
  run,
  format,
}: {
  readonly statements: readonly StatementSummary[];
  readonly run: Run;
  readonly format: ReaderFormat;
}) {
  const periods = [statements[0], statements.at(-1)].flatMap((each) => each?.period ?? []);
  return (
    <Meta
      entries={[
        ['Periods', [...new Set(periods)].map((each) => format.period(each)).join(' – ') || 'none yet'],
        ['Currency', [...new Set(statements.map(({ currency }) => currency))].join(', ') || 'none yet'],
        ['As of', format.day(run.through)],
      ]}
    />
  );
}

function columnsIn(format: ReaderFormat): readonly Column<StatementSummary>[] {
  const amount = (name: 'earned' | 'held' | 'payable' | 'paid') => (row: StatementSummary) => (
    <Amount
      format={format}
      amount={formatMinorUnits(row.totals[name], row.currency)}
      currency={row.currency}
      bare
    />
  );
  return [
    {
      heading: 'Period',
      cell: (row) => <a href={statementAddress(row)}>{format.period(row.period)}</a>,
      namesRow: true,
    },
    { heading: 'Currency', cell: ({ currency }) => currency },
    { heading: 'Earned', kind: 'number', cell: amount('earned') },
    { heading: 'Payable', kind: 'number', cell: amount('payable') },
    { heading: 'Held at its end', kind: 'number', cell: amount('held') },
    { heading: 'Paid', kind: 'number', cell: amount('paid') },
    {
      heading: 'State',
      cell: ({ status }) =>
        status === 'complete' ? <Badge tone="good">Complete</Badge> : <Badge tone="bad">Incomplete</Badge>,
    },
  ];
}
