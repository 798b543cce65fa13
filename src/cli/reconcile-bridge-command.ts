import { type Command, Option } from 'commander';
import { BRIDGES, type BridgeName } from '../ledger/reconcile/bridge.js';
import { groupedAmount } from '../money/readable-amount.js';
import { bridgeCsv } from '../runs/reconcile/bridge-csv.js';
import {
  type BridgeDocument,
  type BridgeRowDocument,
  reconcileBridge,
} from '../runs/reconcile/reconcile-bridge.js';
import { rulesOfRun } from '../runs/rules-of-run.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import { type MonthFlags, readMonths } from './read-months.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

interface BridgeFlags extends MonthFlags {
  readonly by: 'period' | 'deal';
  readonly deal?: string;
  readonly csv?: boolean;
}

/**
 * Adds `attain reconcile bridge`: both sides of each account of the company's money, and what they differ by.
 *
 * @example
 * addReconcileBridgeCommand(session, reconcile);
 */
export function addReconcileBridgeCommand(session: Session, reconcile: Command): void {
  reconcile
    .command('bridge')
    .description(
      'booked against recognized, invoiced against collected, received against applied, earned against paid',
    )
    .option('--from <period>', 'the first month; that of the fiscal year unless said')
    .option('--through <period>', 'the last month; the last that is calculated unless said')
    .addOption(new Option('--by <what>', 'a row for each').choices(['period', 'deal']).default('period'))
    .option('--deal <id>', 'only this deal')
    .option('--csv', 'print rows of terms as CSV')
    .action((flags: BridgeFlags) =>
      session.withDatabase(async (db) => {
        const run = await publishedOrRefuse(db);
        const { company } = (await rulesOfRun(db, run)).book;
        const { by, deal } = flags;
        const query = { range: readMonths(flags, company, run.through), by, deal };
        const bridge = await reconcileBridge(db, session.scope, query);
        if (bridge === null) return;
        if (bridge.rows.some(({ unexplained }) => isSome(unexplained))) session.foundProblems();
        if (flags.csv) session.terminal.out(bridgeCsv(bridge));
        else session.print(bridge, () => bridgeText(bridge));
      }),
    );
}

const TITLES: Readonly<Record<BridgeName, string>> = {
  revenue: 'Booked = recognized + deferred',
  invoices: 'Invoiced = collected + open + credited + written off, net of tax',
  cash: 'Received = applied + unapplied + refunded, with tax',
  earnings: 'Earned = payable + held',
  pay: 'Payable + drawn + guaranteed + adjusted = paid + recovered + carried',
};

function bridgeText(bridge: BridgeDocument): string {
  const names = Object.keys(BRIDGES) as BridgeName[];
  const tables = names.flatMap((name) => {
    const rows = bridge.rows.filter((row) => row.bridge === name);
    return rows.length === 0 ? [] : [`${TITLES[name]}\n${tableOf(name, rows, bridge)}`];
  });
  if (tables.length === 0) return 'Nothing happened in these months.';
  return [...tables, unexplainedText(bridge)].join('\n\n');
}

function tableOf(name: BridgeName, rows: readonly BridgeRowDocument[], { by, deal }: BridgeDocument): string {
  const { whole, parts, balance } = BRIDGES[name];
  const terms = [...whole, ...parts];
  const isByDeal = by === 'deal' || deal !== null;
  const columns = [
    { title: 'Period' },
    ...(isByDeal ? [{ title: 'Deal' }] : []),
    { title: 'Currency' },
    ...[...terms.map((term) => (term === balance ? `Change of ${worded(term)}` : titled(term)))].map(right),
    right(`${titled(balance)} at the end`),
    right('Unexplained'),
  ];
  return tableText(
    columns,
    rows.map((row) => [
      row.span,
      ...(isByDeal ? [row.deal ?? ''] : []),
      row.currency,
      ...terms.map((term) => groupedAmount(row.amounts[term] ?? '')),
      groupedAmount(row.closing),
      groupedAmount(row.unexplained),
    ]),
  );
}

function unexplainedText({ rows, unexplained }: BridgeDocument): string {
  if (unexplained.length > 0) {
    const named = unexplained.map(
      ({ span, subject, amount, currency }) => `  ${span}  ${groupedAmount(amount)} ${currency}  ${subject}`,
    );
    return ['Not explained:', ...named].join('\n');
  }
  return rows.some((row) => isSome(row.unexplained)) ? 'Not all is explained.' : 'Unexplained: 0.00';
}

function right(title: string) {
  return { title, align: 'right' as const };
}

function worded(term: string): string {
  return term.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function titled(term: string): string {
  const text = worded(term);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isSome(amount: string): boolean {
  return /[1-9]/.test(amount);
}
