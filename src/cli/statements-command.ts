import { Option } from 'commander';
import type { Completeness } from '../ledger/posted-statement.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { groupedAmount } from '../money/readable-amount.js';
import type { StatementSummary } from '../store/results.js';
import { listStatements, type StatementFilter } from '../store/statements.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

interface StatementsFlags {
  readonly period?: string;
  readonly payee?: string;
  readonly status?: Completeness;
}

/** What the list shows of a statement's totals. */
const FIGURES = ['earned', 'payable', 'held', 'paid', 'carried'] as const;

/**
 * Adds `attain statements`: the statements there are, one line each.
 *
 * @example
 * addStatementsCommand(session);
 */
export function addStatementsCommand(session: Session): void {
  session.program
    .command('statements')
    .description('list statements with what was earned, became payable, is held and is paid')
    .option('--period <id>', 'only those of a pay period, such as 2026-03')
    .option('--payee <id>', 'only those of a payee')
    .addOption(new Option('--status <status>', 'only such').choices(['complete', 'incomplete']))
    .action((flags: StatementsFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const filter: StatementFilter = {
          ...(flags.period !== undefined && { period: flags.period }),
          ...(flags.payee !== undefined && { payee: flags.payee }),
          ...(flags.status !== undefined && { status: flags.status }),
        };
        const statements = await listStatements(db, session.scope, filter);
        session.print(statements.map(summaryJson), () => listText(statements));
      }),
    );
}

function summaryJson({ totals, ...statement }: StatementSummary) {
  const amounts = FIGURES.map((figure) => [figure, formatMinorUnits(totals[figure], statement.currency)]);
  return { ...statement, ...Object.fromEntries(amounts) };
}

function listText(statements: readonly StatementSummary[]): string {
  if (statements.length === 0) return 'There is no such statement.';
  const columns = ['Payee', 'Period', 'Currency'].map((title) => ({ title }));
  const titles = ['Earned', 'Became payable', 'Held', 'Paid', 'Carried'];
  const figures = titles.map((title) => ({ title, align: 'right' }) as const);
  const rows = statements.map(({ payee, period, currency, totals, status }) => [
    payee,
    period,
    currency,
    ...FIGURES.map((figure) => groupedAmount(formatMinorUnits(totals[figure], currency))),
    status === 'incomplete' ? 'incomplete' : '',
  ]);
  return tableText([...columns, ...figures, { title: '' }], rows);
}
