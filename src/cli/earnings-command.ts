import { groupedAmount } from '../money/readable-amount.js';
import { historyCsv } from '../runs/history/history-csv.js';
import { type PayeeHistory, payeeHistory } from '../runs/history/payee-history.js';
import { ProblemsFound } from './problems-found.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

/**
 * Adds `attain earnings <payee>`: every pay period of a payee, and the fiscal year so far.
 *
 * @example
 * addEarningsCommand(session);
 */
export function addEarningsCommand(session: Session): void {
  session.program
    .command('earnings')
    .argument('<payee>', 'the id of the payee')
    .description('show what a payee earned and was paid in every period, attainment, and the year to date')
    .option('--csv', 'print the periods as CSV')
    .action((payee: string, { csv }: { readonly csv?: boolean }) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const history = await payeeHistory(db, session.scope, payee);
        if (!history.ok) throw new ProblemsFound(history.problems, 'Nothing is shown.');
        if (csv) session.terminal.out(historyCsv(history.value));
        else session.print(history.value, () => earningsText(history.value));
      }),
    );
}

const AMOUNTS = ['Earned', 'Payable', 'Paid', 'Held'].map((title) => ({ title, align: 'right' }) as const);

function earningsText({ payee, asOf, periods, yearToDate }: PayeeHistory): string {
  const heading = `${payee.name} (${payee.id}), as of ${asOf}`;
  if (periods.length === 0) return `${heading}: no statements.`;
  const amounts = (each: Readonly<Record<'earned' | 'payable' | 'paid' | 'held', string>>) =>
    [each.earned, each.payable, each.paid, each.held].map(groupedAmount);
  const rows = periods.map((each) => [
    each.period,
    each.currency,
    ...amounts(each),
    each.attainments
      .flatMap(({ measure, attainment }) => (attainment === null ? [] : [`${measure} ${attainment}`]))
      .join(', '),
  ]);
  const years = yearToDate.map((each) => [`from ${each.from}`, each.currency, ...amounts(each)]);
  return [
    heading,
    tableText([{ title: 'Period' }, { title: 'Currency' }, ...AMOUNTS, { title: 'Attainment' }], rows),
    tableText([{ title: 'Year to date' }, { title: 'Currency' }, ...AMOUNTS], years),
  ].join('\n\n');
}
