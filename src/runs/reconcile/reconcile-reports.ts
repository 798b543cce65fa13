import type { PayeeScope } from '../../access/scope.js';
import type { BridgeName } from '../../ledger/reconcile/bridge.js';
import type { ExceptionKind } from '../../ledger/reconcile/exception.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { latestChange } from '../../store/change.js';
import type { Executor } from '../../store/executor.js';
import { askedMonths, type MonthsQuestion } from '../asked-months.js';
import type { ReportFormat } from '../jobs/report-format.js';
import { requireRun } from '../require-run.js';
import { rulesOfRun } from '../rules-of-run.js';
import { basesCsv } from './bases-csv.js';
import { bridgeCsv } from './bridge-csv.js';
import { compareBases } from './compare-bases.js';
import { exceptionsCsv } from './exceptions-csv.js';
import { type ExceptionDocument, findExceptions } from './find-exceptions.js';
import { partRowsCsv, partsCsv } from './parts-csv.js';
import { reconcileBridge } from './reconcile-bridge.js';
import { Reconciliation } from './reconciliation.js';
import { traceDeal } from './trace-deal.js';
import { traceLine } from './trace-line.js';
import { type PartDocument, partDocument, traceEverything } from './trace-payables.js';
import { tracePayout } from './trace-payout.js';
import { traceReceipt } from './trace-receipt.js';
import { traceStatements } from './trace-statement.js';

/** What every report of a reconciliation is asked with. */
interface ReportQuestion {
  readonly scope: PayeeScope;
  readonly as: ReportFormat;
}

/** What a bridge is asked for. */
export interface BridgeQuestion extends ReportQuestion, MonthsQuestion {
  readonly by: 'period' | 'deal';
  readonly deal?: string | undefined;
  /** Only what is in this currency, and only this bridge. */
  readonly currency?: string | undefined;
  readonly bridge?: BridgeName | undefined;
}

/**
 * The bridge of some months as text. Fails before the first run, and for what are no months.
 *
 * @example
 * await bridgeReport(db, { scope, as: 'json', by: 'period', from: '2026-01', through: '2026-03' });
 */
export async function bridgeReport(
  executor: Executor,
  { scope, as, by, deal, currency, bridge: name, ...months }: BridgeQuestion,
): Promise<Result<string>> {
  const range = await rangeOf(executor, months);
  if (!range.ok) return range;
  const bridge = await reconcileBridge(executor, scope, { range: range.value, by, deal });
  const isAsked = (row: { readonly currency: string; readonly bridge: BridgeName }) =>
    (currency === undefined || row.currency === currency) && (name === undefined || row.bridge === name);
  const asked = bridge && {
    ...bridge,
    rows: bridge.rows.filter(isAsked),
    unexplained: bridge.unexplained.filter(isAsked),
  };
  return written(asked, as, bridgeCsv);
}

/** What the comparison of bases is asked for. */
export interface BasesQuestion extends ReportQuestion, MonthsQuestion {
  readonly plan?: string | undefined;
  readonly payee?: string | undefined;
  /** Only what is in this currency. */
  readonly currency?: string | undefined;
}

/**
 * The same deals under all bases as text. Fails before the first run, for what are no months, and where nobody is
 * on such a plan.
 *
 * @example
 * await basesReport(db, { scope, as: 'csv', payee: 'ada' });
 */
export async function basesReport(
  executor: Executor,
  { scope, as, plan, payee, currency, ...months }: BasesQuestion,
): Promise<Result<string>> {
  const range = await rangeOf(executor, months);
  if (!range.ok) return range;
  const bases = await compareBases(executor, scope, { range: range.value, plan, payee });
  if (bases?.payees === 0) return failed([problem('not-found', 'nobody is on such a plan')]);
  const isAsked = (row: { readonly currency: string }) => currency === undefined || row.currency === currency;
  return written(bases && { ...bases, rows: bases.rows.filter(isAsked) }, as, basesCsv);
}

/** A place in the list of exceptions: behind how many, of which results and records. */
export interface ExceptionPlace {
  readonly run: number;
  readonly change: number;
  readonly skip: number;
}

/** Which exceptions are asked for. */
export interface ExceptionsQuestion {
  readonly scope: PayeeScope;
  readonly days: number;
  readonly kind?: ExceptionKind | undefined;
  /** Where the list goes on; from its beginning unless said. */
  readonly after?: ExceptionPlace | undefined;
  readonly limit: number;
}

/** A part of the list of exceptions, and where it begins. */
export interface ExceptionRows {
  readonly rows: readonly ExceptionDocument[];
  readonly place: ExceptionPlace;
}

/**
 * A part of the exceptions. Fails before the first run, and where the results or the records have changed since the
 * list was begun.
 *
 * @example
 * const found = await exceptionRows(db, { scope, days: 90, limit: 51 });
 */
export async function exceptionRows(
  executor: Executor,
  { scope, days, kind, after, limit }: ExceptionsQuestion,
): Promise<Result<ExceptionRows>> {
  const run = await requireRun(executor);
  if (!run.ok) return run;
  const change = await executor.read(latestChange);
  const place = { run: run.value.id, change, skip: after?.skip ?? 0 };
  const stands = after === undefined || (after.run === run.value.id && after.change === change);
  if (!stands) return failed([cursorExpired()]);
  const rows: ExceptionDocument[] = [];
  let seen = 0;
  for await (const found of findExceptions(executor, scope, asked(days, kind))) {
    seen += 1;
    if (seen > place.skip) rows.push(found);
    if (rows.length === limit) break;
  }
  return ok({ rows, place });
}

/**
 * All exceptions as CSV. Fails before the first run.
 *
 * @example
 * await exceptionsText(db, { scope, days: 90 });
 */
export async function exceptionsText(
  executor: Executor,
  { scope, days, kind }: Pick<ExceptionsQuestion, 'scope' | 'days' | 'kind'>,
): Promise<Result<string>> {
  const run = await requireRun(executor);
  if (!run.ok) return run;
  const rows: ExceptionDocument[] = [];
  for await (const found of findExceptions(executor, scope, asked(days, kind))) rows.push(found);
  return ok(exceptionsCsv(rows));
}

function asked(days: number, kind: ExceptionKind | undefined) {
  return kind === undefined ? { days } : { days, kinds: new Set([kind]) };
}

/**
 * What is traced to the customers' cash: a line, a deal, the statements of a payee, a batch of pay, a receipt, or all
 * that became payable.
 */
export type TraceQuestion = ReportQuestion &
  (
    | { readonly of: 'line'; readonly line: string }
    | { readonly of: 'deal'; readonly deal: string }
    | { readonly of: 'statement'; readonly payee: string; readonly period: string }
    | { readonly of: 'payout'; readonly batch: number }
    | { readonly of: 'receipt'; readonly receipt: string }
    | { readonly of: 'everything' }
  );

/**
 * A trace as text; as CSV, its parts. Fails before the first run, and where there is nothing of that name.
 *
 * @example
 * await traceReport(db, { scope, as: 'json', of: 'line', line: 'ada.2026-03.1' });
 */
export async function traceReport(executor: Executor, question: TraceQuestion): Promise<Result<string>> {
  const { scope, as } = question;
  const run = await requireRun(executor);
  if (!run.ok) return run;
  switch (question.of) {
    case 'line': {
      const trace = await traceLine(executor, scope, question.line);
      if (trace === null) return notThere(`there is no line ${question.line}`);
      return written(trace, as, ({ parts }) => partsCsv(parts));
    }
    case 'deal': {
      const trace = await traceDeal(executor, scope, question.deal);
      if (trace === null) return notThere(`there is no deal ${question.deal}`);
      return written(trace, as, ({ parts }) => partsCsv(parts));
    }
    case 'statement': {
      const { payee, period } = question;
      const traces = await traceStatements(executor, scope, payee, period);
      if (traces.length === 0) return notThere(`there is no statement of ${payee} for ${period}`);
      return written({ items: traces }, as, () => partsCsv(traces.flatMap(({ parts }) => parts)));
    }
    case 'payout': {
      const trace = await tracePayout(executor, scope, question.batch);
      if (trace === null) return notThere(`there is no payout batch ${question.batch}`);
      return written(trace, as, ({ statements }) => partsCsv(statements.flatMap(({ parts }) => parts)));
    }
    case 'receipt': {
      const trace = await traceReceipt(executor, scope, question.receipt);
      if (trace === null) return notThere(`there is no receipt ${question.receipt}`);
      return written(trace, as, ({ released }) => partsCsv(released));
    }
    case 'everything':
      return traceOfAll(executor, scope, as);
  }
}

/** So many parts are written at a time. */
const PARTS_AT_A_TIME = 1_000;

async function traceOfAll(executor: Executor, scope: PayeeScope, as: ReportFormat): Promise<Result<string>> {
  const reconciliation = await Reconciliation.open(executor, scope, 'ofRun');
  if (reconciliation === null) return notThere('nothing is calculated yet');
  await reconciliation.withPayouts();
  const texts = [partsCsv([])];
  let waiting: PartDocument[] = [];
  const flush = (): void => {
    texts.push(partRowsCsv(waiting));
    waiting = [];
  };
  const items = await traceEverything(reconciliation, (part) => {
    if (as === 'json') return;
    waiting.push(partDocument(reconciliation, part));
    if (waiting.length === PARTS_AT_A_TIME) flush();
  });
  flush();
  return ok(as === 'csv' ? texts.join('') : JSON.stringify({ items }));
}

async function rangeOf(executor: Executor, months: MonthsQuestion) {
  const run = await requireRun(executor);
  if (!run.ok) return run;
  const { company } = (await rulesOfRun(executor, run.value)).book;
  return askedMonths(months, company, run.value.through);
}

function written<Document>(
  document: Document | null,
  as: ReportFormat,
  csv: (document: Document) => string,
): Result<string> {
  if (document === null) return notThere('nothing is calculated yet');
  return ok(as === 'csv' ? csv(document) : JSON.stringify(document));
}

function notThere(message: string): Result<never> {
  return failed([problem('not-found', message)]);
}

function cursorExpired() {
  return problem('cursor-expired', 'the results that the cursor leads through have changed', {
    field: 'cursor',
    hint: 'begin again without a cursor',
  });
}
