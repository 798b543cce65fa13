import { readFile } from 'node:fs/promises';
import type { ChangedAmount } from '../ledger/disputes/pay-effects.js';
import { groupedAmount } from '../money/readable-amount.js';
import { comparePlan, type PlanComparison } from '../runs/plan-comparison/compare-plan.js';
import type { ComparedVersion } from '../runs/plan-comparison/compared-books.js';
import { comparisonReport } from '../runs/plan-comparison/comparison-report.js';
import type { ComparedSum } from '../runs/plan-comparison/comparison-totals.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';

interface CompareFlags {
  readonly plan: string;
  readonly with?: string;
  readonly withHash?: string;
  readonly against?: string;
  readonly from?: string;
  readonly through?: string;
  readonly payee?: string;
  readonly csv?: boolean;
}

/** So many payees are shown, those with the greatest differences. */
const MOST_PAYEES = 20;

/**
 * Adds `attain compare`: what another version of a plan would have made of past data.
 *
 * @example
 * addCompareCommand(session);
 */
export function addCompareCommand(session: Session): void {
  session.program
    .command('compare')
    .description('show what another version of a plan would have made of past data; nothing is kept')
    .requiredOption('--plan <id>', 'the plan')
    .option('--with <file>', 'a plan file, which need not be published')
    .option('--with-hash <hash>', 'or a published version, by what its hash begins with')
    .option('--against <hash>', 'the published version it is held against; what is in force unless said')
    .option('--from <period>', 'the first month; that of the fiscal year unless said')
    .option('--through <period>', 'the last month; the last that is calculated unless said')
    .option('--payee <id>', 'only this payee')
    .option('--csv', 'print every payee, period and component as CSV')
    .action(async (flags: CompareFlags) => {
      const version = await versionOf(flags);
      const { plan, from, through, payee, against, csv } = flags;
      const question = {
        ...{ scope: session.scope, plan, with: version, from, through, payee },
        ...(against !== undefined && { against: { hash: against } }),
      };
      await session.withDatabase(async (db) => {
        const found = csv
          ? await comparisonReport(db, { ...question, as: 'csv' })
          : await comparePlan(db, question);
        if (!found.ok) throw new ProblemsFound(found.problems, 'Nothing was compared.');
        const compared = found.value;
        if (typeof compared === 'string') session.terminal.out(compared);
        else session.print(compared, () => comparisonText(compared));
      });
    });
}

async function versionOf({ with: file, withHash: hash }: CompareFlags): Promise<ComparedVersion> {
  if (file !== undefined && hash === undefined) return { file, text: await readFile(file, 'utf8') };
  if (hash !== undefined && file === undefined) return { hash };
  throw new UsageError('name one of --with and --with-hash', 'write --with rules/plans/ae.yaml');
}

const AMOUNTS = ['Before', 'After', 'Difference'].map((title) => ({ title, align: 'right' }) as const);

function comparisonText(compared: PlanComparison): string {
  const { plan, against, with: other, from, through, gain, lose, same, incomplete } = compared;
  const before = against === null ? 'what is published' : against.hash.slice(0, 12);
  const table = <Row extends ComparedSum>(title: string, rows: readonly Row[], name: (row: Row) => string) =>
    tableText(
      [{ title }, { title: 'Currency' }, ...AMOUNTS],
      rows.map((row) => [name(row), row.currency, ...cells(row.earned)]),
    );
  const shown = compared.payees.slice(0, MOST_PAYEES);
  const left = compared.payees.length - shown.length;
  return [
    `${plan}, ${before} against ${other.hash.slice(0, 12)}, ${from} through ${through}; nothing is kept.`,
    `${gain} earn more, ${lose} less, ${same} the same.`,
    table('Earned', compared.totals, () => 'Together'),
    table('By period', compared.periods, ({ period }) => period),
    table('By component', compared.components, ({ component }) => component),
    table('Largest differences', shown, ({ payee, name }) => `${name} (${payee})`),
    ...(left > 0 ? [`… and ${counted(left, 'more payee')}; --csv prints all`] : []),
    ...(incomplete > 0 ? [`Of ${counted(incomplete, 'payee')} a problem keeps some from being known.`] : []),
  ].join('\n\n');
}

function cells({ before, after, difference }: ChangedAmount): readonly string[] {
  return [before, after, difference].map(groupedAmount);
}
