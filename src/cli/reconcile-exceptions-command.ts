import { type Command, Option } from 'commander';
import { EXCEPTION_KINDS, type ExceptionKind } from '../ledger/reconcile/exception.js';
import { groupedAmount } from '../money/readable-amount.js';
import { exceptionsCsv } from '../runs/reconcile/exceptions-csv.js';
import { type ExceptionDocument, findExceptions } from '../runs/reconcile/find-exceptions.js';
import { counted } from './counted.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { wholeNumber } from './whole-number.js';

interface ExceptionFlags {
  readonly days: number;
  readonly kind?: ExceptionKind;
  readonly fail?: boolean;
  readonly csv?: boolean;
}

/**
 * Adds `attain reconcile exceptions`: what somebody in finance should look at.
 *
 * @example
 * addReconcileExceptionsCommand(session, reconcile);
 */
export function addReconcileExceptionsCommand(session: Session, reconcile: Command): void {
  reconcile
    .command('exceptions')
    .description('list what was paid on refunded, uncollected or cancelled deals, idle cash and odd splits')
    .option('--days <count>', 'an invoice is open too long after so many days', wholeNumber, 90)
    .addOption(new Option('--kind <kind>', 'only such').choices(EXCEPTION_KINDS))
    .option('--fail', 'exit with 1 where there is any')
    .option('--csv', 'print them as CSV')
    .action(({ days, kind, fail, csv }: ExceptionFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const query = kind === undefined ? { days } : { days, kinds: new Set([kind]) };
        const found: ExceptionDocument[] = [];
        for await (const each of findExceptions(db, session.scope, query)) found.push(each);
        if (fail && found.length > 0) session.foundProblems();
        if (csv) session.terminal.out(exceptionsCsv(found));
        else session.print(found, () => exceptionsText(found));
      }),
    );
}

function exceptionsText(found: readonly ExceptionDocument[]): string {
  if (found.length === 0) return 'There is nothing to look at.';
  const sections = EXCEPTION_KINDS.flatMap((kind) => {
    const own = found.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const columns = [
      { title: 'Deal' },
      { title: 'Payee' },
      { title: 'At stake', align: 'right' as const },
      { title: '' },
      { title: 'Why' },
    ];
    const rows = own.map(({ deal, payee, amount, currency, why }) => [
      deal,
      payee ?? '',
      groupedAmount(amount),
      currency,
      why,
    ]);
    const todo = [...new Set(own.map(({ whatToDo }) => `What to do: ${whatToDo}.`))];
    return [[`${TITLES[kind]} (${own.length})`, tableText(columns, rows), ...todo].join('\n')];
  });
  return [...sections, `${counted(found.length, 'exception')}.`].join('\n\n');
}

const TITLES: Readonly<Record<ExceptionKind, string>> = {
  refunded: 'Paid on cash that went back',
  uncollected: 'Paid on invoices that are open too long',
  cancelled: 'Paid on cancelled deals',
  unreleased: 'Cash that should have released something',
  uncredited: 'Deals nobody is credited for',
  split: 'Shares that disagree with the deal',
};
