import type { Command } from 'commander';
import { partRowsCsv, partsCsv } from '../runs/reconcile/parts-csv.js';
import { Reconciliation } from '../runs/reconcile/reconciliation.js';
import { traceDeal } from '../runs/reconcile/trace-deal.js';
import { traceLine } from '../runs/reconcile/trace-line.js';
import { type PartDocument, partDocument, traceEverything } from '../runs/reconcile/trace-payables.js';
import { tracePayout } from '../runs/reconcile/trace-payout.js';
import { traceReceipt } from '../runs/reconcile/trace-receipt.js';
import { traceStatements } from '../runs/reconcile/trace-statement.js';
import type { Database } from '../store/executor.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import {
  dealTraceText,
  lineTraceText,
  receiptTraceText,
  statementTraceText,
  traceTotalsText,
} from './reconcile-trace-text.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

interface TraceFlags {
  readonly statement?: string;
  readonly receipt?: string;
  readonly deal?: string;
  readonly payout?: number;
  readonly csv?: boolean;
}

/**
 * Adds `attain reconcile trace`: a line, a statement, a deal, a batch of pay, a receipt, or all that became payable,
 * traced to cash.
 *
 * @example
 * addReconcileTraceCommand(session, reconcile);
 */
export function addReconcileTraceCommand(session: Session, reconcile: Command): void {
  reconcile
    .command('trace')
    .argument('[line]', 'a line such as ada.2026-03.1; with --statement, the period')
    .description('trace what became payable to deals, invoices and receipts, or a receipt to whom it paid')
    .option('--statement <payee>', 'the statements of a payee; the period follows')
    .option('--deal <id>', 'what became payable on a deal')
    .option('--payout <batch>', 'what a batch of pay pays', wholeNumber)
    .option('--receipt <id>', 'what a receipt was applied to and released')
    .option('--csv', 'print the parts as CSV')
    .action((line: string | undefined, flags: TraceFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const { statement, receipt, deal, payout } = flags;
        const named = [statement, receipt, deal, payout].filter((each) => each !== undefined);
        if (named.length === 0) {
          return line === undefined ? printAll(session, db, flags) : printLine(session, db, line, flags);
        }
        if (named.length === 1 && (line !== undefined) === (statement !== undefined)) {
          if (receipt !== undefined) return printReceipt(session, db, receipt, flags);
          if (deal !== undefined) return printDeal(session, db, deal, flags);
          if (payout !== undefined) return printPayout(session, db, payout, flags);
          if (line !== undefined && statement !== undefined) {
            return printStatement(session, db, statement, line, flags);
          }
        }
        throw new UsageError(
          'name a line, --statement <payee> <period>, --deal <id>, --payout <batch>, or --receipt <id>',
          'such as attain reconcile trace --statement ada 2026-03',
        );
      }),
    );
}

type CsvFlag = Pick<TraceFlags, 'csv'>;

async function printLine(session: Session, db: Database, id: string, { csv }: CsvFlag): Promise<void> {
  const trace = await traceLine(db, session.scope, id);
  if (trace === null) {
    throw new UsageError(
      `there is no line ${id}`,
      'a line is named payee.period.number, as in ada.2026-03.1',
    );
  }
  if (isSome(trace.unexplained)) session.foundProblems();
  if (csv) session.terminal.out(partsCsv(trace.parts));
  else session.print(trace, () => lineTraceText(trace));
}

async function printStatement(
  session: Session,
  db: Database,
  payee: string,
  period: string,
  { csv }: CsvFlag,
): Promise<void> {
  const traces = await traceStatements(db, session.scope, payee, period);
  if (traces.length === 0) throw new UsageError(`${payee} has no statement for ${period}`);
  if (traces.some(({ unexplained }) => isSome(unexplained))) session.foundProblems();
  if (csv) session.terminal.out(partsCsv(traces.flatMap(({ parts }) => parts)));
  else session.print(traces, () => traces.map(statementTraceText).join('\n\n'));
}

async function printDeal(session: Session, db: Database, id: string, { csv }: CsvFlag): Promise<void> {
  const trace = await traceDeal(db, session.scope, id);
  if (trace === null) throw new UsageError(`there is no deal ${id}`);
  if (csv) session.terminal.out(partsCsv(trace.parts));
  else session.print(trace, () => dealTraceText(trace));
}

async function printPayout(session: Session, db: Database, batch: number, { csv }: CsvFlag): Promise<void> {
  const trace = await tracePayout(db, session.scope, batch);
  if (trace === null) {
    throw new UsageError(`there is no payout batch ${batch}`, '`attain payout list` lists them');
  }
  const { statements } = trace;
  if (statements.some(({ unexplained }) => isSome(unexplained))) session.foundProblems();
  if (csv) session.terminal.out(partsCsv(statements.flatMap(({ parts }) => parts)));
  else session.print(trace, () => statements.map(statementTraceText).join('\n\n'));
}

async function printReceipt(session: Session, db: Database, id: string, { csv }: CsvFlag): Promise<void> {
  const trace = await traceReceipt(db, session.scope, id);
  if (trace === null) throw new UsageError(`there is no receipt ${id}`);
  if (csv) session.terminal.out(partsCsv(trace.released));
  else session.print(trace, () => receiptTraceText(trace));
}

/** So many parts are written at a time. */
const PARTS_AT_A_TIME = 1_000;

async function printAll(session: Session, db: Database, { csv }: CsvFlag): Promise<void> {
  const { terminal, scope } = session;
  const reconciliation = await Reconciliation.open(db, scope, 'ofRun');
  if (reconciliation === null) return;
  await reconciliation.withPayouts();
  let waiting: PartDocument[] = [];
  const flush = (): void => {
    if (waiting.length > 0) terminal.out(partRowsCsv(waiting));
    waiting = [];
  };
  if (csv) terminal.out(partsCsv([]));
  const totals = await traceEverything(reconciliation, (part) => {
    if (!csv) return;
    waiting.push(partDocument(reconciliation, part));
    if (waiting.length === PARTS_AT_A_TIME) flush();
  });
  flush();
  if (totals.some(({ unexplained }) => isSome(unexplained))) session.foundProblems();
  if (!csv) session.print(totals, () => traceTotalsText(totals));
}

function isSome(amount: string): boolean {
  return /[1-9]/.test(amount);
}
