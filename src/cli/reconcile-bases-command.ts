import type { Command } from 'commander';
import { groupedAmount } from '../money/readable-amount.js';
import { basesCsv } from '../runs/reconcile/bases-csv.js';
import { type BasesDocument, compareBases } from '../runs/reconcile/compare-bases.js';
import { rulesOfRun } from '../runs/rules-of-run.js';
import { counted } from './counted.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import { type MonthFlags, readMonths } from './read-months.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';

interface BasesFlags extends MonthFlags {
  readonly plan?: string;
  readonly payee?: string;
  readonly csv?: boolean;
}

/**
 * Adds `attain reconcile bases`: what the same deals would have earned and paid when booked, recognized or collected.
 *
 * @example
 * addReconcileBasesCommand(session, reconcile);
 */
export function addReconcileBasesCommand(session: Session, reconcile: Command): void {
  reconcile
    .command('bases')
    .description('the same deals under all three bases: what each would have earned and paid per month')
    .option('--plan <id>', 'only those who are on this plan')
    .option('--payee <id>', 'only this payee')
    .option('--from <period>', 'the first month; that of the fiscal year unless said')
    .option('--through <period>', 'the last month; the last that is calculated unless said')
    .option('--csv', 'print them as CSV')
    .action((flags: BasesFlags) =>
      session.withDatabase(async (db) => {
        const run = await publishedOrRefuse(db);
        const { company } = (await rulesOfRun(db, run)).book;
        const { plan, payee } = flags;
        const query = { range: readMonths(flags, company, run.through), plan, payee };
        const bases = await compareBases(db, session.scope, query);
        if (bases === null) return;
        if (bases.payees === 0) throw new UsageError('nobody is on such a plan', 'see the assignments');
        if (flags.csv) session.terminal.out(basesCsv(bases));
        else session.print(bases, () => basesText(bases));
      }),
    );
}

const SIDES = ['posted', 'booked', 'recognized', 'collected'] as const;

function basesText({ rows, notes, payees }: BasesDocument): string {
  const titles = ['As posted', 'If booked', 'If recognized', 'If collected'];
  const tables = (['earned', 'paid'] as const).map((figure) => {
    const columns = [
      { title: figure === 'earned' ? 'Earned' : 'Paid' },
      { title: 'Currency' },
      ...titles.map((title) => ({ title, align: 'right' as const })),
    ];
    const shown = rows.map((row) => [
      row.month,
      row.currency,
      ...SIDES.map((side) => groupedAmount(row[side][figure])),
    ]);
    return tableText(columns, shown);
  });
  const noted = notes.map(
    ({ plan, component, basis, note }) => `  ${plan}, ${component}, if ${basis}: ${note}`,
  );
  return [
    `${counted(payees, 'payee')}; quotas, rates and conditions as they are.`,
    ...tables,
    ...(noted.length === 0 ? [] : [['What could not be moved as it is:', ...noted].join('\n')]),
  ].join('\n\n');
}
