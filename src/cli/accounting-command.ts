import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Option } from 'commander';
import { isCivilDate } from '../calendar/civil-date.js';
import { ACCOUNTING_SPANS, type AccountingSpan } from '../ledger/accounting/accounting-period.js';
import { readChartOfAccounts } from '../ledger/accounting/chart-of-accounts.js';
import { readOtherCosts } from '../ledger/accounting/other-costs.js';
import type { Ratio } from '../money/ratio.js';
import { hasErrors, type Problem } from '../problems/problem.js';
import type { Result } from '../problems/result.js';
import { percent } from '../records/values.js';
import { accrualsCsv, accrualsDocument } from '../runs/accounting/accruals-document.js';
import {
  contractCostsDocument,
  rollForwardCsv,
  waterfallCsv,
} from '../runs/accounting/contract-costs-document.js';
import { costOfSalesCsv, costOfSalesDocument } from '../runs/accounting/cost-of-sales-document.js';
import { journalCsv, journalDocument } from '../runs/accounting/journal-document.js';
import {
  type AccountingFigures,
  type AccountingQuestion,
  readAccounting,
} from '../runs/accounting/read-accounting.js';
import type { Database } from '../store/executor.js';
import { accrualsText, contractCostsText, costOfSalesText, journalText } from './accounting-text.js';
import { ProblemsFound } from './problems-found.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

interface AccountingFlags {
  readonly plan?: string;
  readonly region?: string;
  readonly paidAfter?: number;
  readonly csv?: boolean;
}

/**
 * Adds `attain accounting`: what is earned and not paid, what is capitalised of it, the journal, and what sales
 * cost, all from the published results.
 *
 * @example
 * addAccountingCommand(session);
 */
export function addAccountingCommand(session: Session): void {
  const accounting = session.program
    .command('accounting')
    .description('accrue, capitalise and book what is earned; tell what sales cost');
  const reports = [addAccruals, addContractCosts, addJournal, addCostOfSales];
  for (const add of reports) add(session, accounting);
}

type Parent = Session['program'];

function addAccruals(session: Session, parent: Parent): void {
  parent
    .command('accruals')
    .description('what is earned and not paid at the end of each month, reversed in the next')
    .option('--month <month>', 'only that month, such as 2026-03', readMonth)
    .addOption(PAID_AFTER())
    .addOption(PLAN())
    .addOption(REGION())
    .addOption(CSV('a row for each month, payee and plan'))
    .action((flags: AccountingFlags & { readonly month?: string }) =>
      withFigures(session, { ...flags, withCosts: false }, (figures) => {
        const document = accrualsDocument(figures, flags.month);
        show(session, document, [], flags, {
          text: () => accrualsText(document),
          csv: () => accrualsCsv(document),
        });
      }),
    );
}

function addContractCosts(session: Session, parent: Parent): void {
  parent
    .command('contract-costs')
    .description('what is capitalised of it, amortised and impaired: the roll-forward and the waterfall')
    .addOption(BY('quarter'))
    .option('--waterfall', 'the waterfall instead of the roll-forward, in text and CSV')
    .addOption(PLAN())
    .addOption(REGION())
    .addOption(CSV('a row for each period, plan and region, or of the waterfall'))
    .action((flags: AccountingFlags & { readonly by: AccountingSpan; readonly waterfall?: boolean }) =>
      withFigures(session, flags, (figures) => {
        const document = contractCostsDocument(figures, flags.by);
        show(session, document, document.problems, flags, {
          text: () => contractCostsText(document, flags.waterfall ?? false),
          csv: () => (flags.waterfall ? waterfallCsv(document) : rollForwardCsv(document)),
        });
      }),
    );
}

function addJournal(session: Session, parent: Parent): void {
  parent
    .command('journal')
    .description('the journal entries of a month, or of all, in your accounts and cost centres')
    .option('--month <month>', 'only that month, such as 2026-03', readMonth)
    .option('--chart <file>', 'the chart of accounts, as YAML; roles stand for accounts without one')
    .addOption(PAID_AFTER())
    .addOption(PLAN())
    .addOption(REGION())
    .addOption(CSV('a row for each line of each entry'))
    .action((flags: AccountingFlags & { readonly month?: string; readonly chart?: string }) => {
      const { month, chart: file } = flags;
      const chart = file === undefined ? null : sound(readChartOfAccounts(textOf(file), basename(file)));
      return withFigures(session, flags, (figures) => {
        const document = journalDocument(figures, { chart, ...(month !== undefined && { month }) });
        show(session, document, document.problems, flags, {
          text: () => journalText(document),
          csv: () => journalCsv(document),
        });
      });
    });
}

interface CostOfSalesFlags extends AccountingFlags {
  readonly by: AccountingSpan;
  readonly costs?: string;
  readonly flagAt?: Ratio;
}

function addCostOfSales(session: Session, parent: Parent): void {
  parent
    .command('cost-of-sales')
    .description('commission against bookings, revenue and cash, and all cost of sales for 1 of revenue')
    .addOption(BY('quarter'))
    .option('--costs <file>', 'what sales cost besides commission, as YAML')
    .option(
      '--flag-at <percent>',
      'flag a period whose costs are at least so much of revenue; 60% unless said',
      readPercent,
    )
    .addOption(CSV('a row for each period'))
    .action(({ by, costs, flagAt, ...flags }: CostOfSalesFlags) =>
      withFigures(session, { ...flags, withCosts: false }, async (figures, db) => {
        const home = figures.company.homeCurrency;
        const document = await costOfSalesDocument(db, figures, {
          span: by,
          ...(costs !== undefined && {
            otherCosts: sound(readOtherCosts(textOf(costs), basename(costs), home)),
          }),
          ...(flagAt !== undefined && { flaggedAt: flagAt }),
        });
        show(session, document, document.problems, flags, {
          text: () => costOfSalesText(document),
          csv: () => costOfSalesCsv(document),
        });
      }),
    );
}

const PLAN = () => new Option('--plan <id>', 'only what is earned under that plan');
const REGION = () => new Option('--region <region>', 'only that of people who work there');
const CSV = (what: string) => new Option('--csv', `print CSV: ${what}`);

const PAID_AFTER = () =>
  new Option(
    '--paid-after <months>',
    'months from the end of a pay period to its pay where no payout tells; in its last month unless said',
  ).argParser(wholeNumber);

const BY = (span: AccountingSpan) =>
  new Option('--by <span>', 'what to sum over').choices(ACCOUNTING_SPANS).default(span);

function withFigures(
  session: Session,
  { plan, region, paidAfter, withCosts }: AccountingFlags & Pick<AccountingQuestion, 'withCosts'>,
  work: (figures: AccountingFigures, db: Database) => Promise<void> | void,
): Promise<void> {
  return session.withDatabase(async (db) => {
    await publishedOrRefuse(db);
    const figures = await readAccounting(db, session.scope, {
      withCosts: withCosts ?? true,
      ...(plan !== undefined && { plan }),
      ...(region !== undefined && { region }),
      ...(paidAfter !== undefined && { paidAfter }),
    });
    if (figures !== null) await work(figures, db);
  });
}

function show(
  session: Session,
  document: unknown,
  problems: readonly Problem[],
  { csv }: AccountingFlags,
  written: { readonly text: () => string; readonly csv: () => string },
): void {
  if (hasErrors(problems)) session.foundProblems();
  if (csv === true) session.terminal.out(written.csv());
  else session.print(document, written.text);
}

function sound<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new ProblemsFound(result.problems, 'Nothing was reported.');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read`, 'name a file that is there');
  }
}

function readMonth(written: string): string {
  if (/^\d{4}-\d{2}$/.test(written) && isCivilDate(`${written}-01`)) return written;
  throw new UsageError(`--month ${written} is no month`, 'write 2026-03');
}

function readPercent(written: string): Ratio {
  const read = percent().safeParse(written);
  if (read.success) return read.data;
  throw new UsageError(`--flag-at ${written} is no percent`, 'write 60%');
}
