import type { PayeeScope } from '../../access/scope.js';
import type { AccountingSpan } from '../../ledger/accounting/accounting-period.js';
import { readChartOfAccounts } from '../../ledger/accounting/chart-of-accounts.js';
import type { Month } from '../../ledger/accounting/month.js';
import { readOtherCosts } from '../../ledger/accounting/other-costs.js';
import type { Ratio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import type { ReportFormat } from '../jobs/report-format.js';
import type { NamedText } from '../payouts/payout-steps.js';
import {
  accrualsCsv,
  accrualsDocument,
  accrualTotalsCsv,
  type PayeeAccrualRow,
} from './accruals-document.js';
import {
  contractCostsDocument,
  expensedCsv,
  rollForwardCsv,
  waterfallCsv,
} from './contract-costs-document.js';
import { costOfSalesCsv, costOfSalesDocument } from './cost-of-sales-document.js';
import { journalCsv, journalDocument } from './journal-document.js';
import { type FiguresQuestion, withFigures } from './with-figures.js';

/** What accruals are asked for. */
export interface AccrualsQuestion extends FiguresQuestion {
  readonly month?: Month | undefined;
  readonly currency?: string | undefined;
  /** Which rows CSV has: those of payees unless said, or by plan and region. */
  readonly table?: AccrualTable | undefined;
}

/** The tables of accruals. */
export const ACCRUAL_TABLES = ['payees', 'totals'] as const;

/** One of {@link ACCRUAL_TABLES}. */
export type AccrualTable = (typeof ACCRUAL_TABLES)[number];

/**
 * The accruals by plan and region as JSON, or those of payees as CSV. Fails before the first run.
 *
 * @example
 * await accrualsReport(db, { scope, as: 'json', month: '2026-03' });
 */
export async function accrualsReport(
  executor: Executor,
  { month, currency, table = 'payees', as, ...question }: AccrualsQuestion & { readonly as: ReportFormat },
): Promise<Result<string>> {
  return withFigures(executor, question, false, (figures) => {
    const { payees, totals, ...rest } = accrualsDocument(figures, month);
    const document = { ...rest, payees: inCurrency(payees, currency), totals: inCurrency(totals, currency) };
    if (as === 'csv') return ok(table === 'totals' ? accrualTotalsCsv(document) : accrualsCsv(document));
    return ok(JSON.stringify({ ...rest, totals: document.totals }));
  });
}

/** A place in the list of accruals: behind how many, of which results. */
export interface AccrualPlace {
  readonly run: number;
  readonly skip: number;
}

/** A part of the accruals of payees, and where it begins. */
export interface AccrualRows {
  readonly rows: readonly PayeeAccrualRow[];
  readonly place: AccrualPlace;
}

/**
 * A part of the accruals of payees. Fails before the first run, and where other results are shown than when the
 * list was begun.
 *
 * @example
 * const found = await accrualRows(db, { scope, month: '2026-03', limit: 51 });
 */
export async function accrualRows(
  executor: Executor,
  {
    month,
    currency,
    after,
    limit,
    ...question
  }: AccrualsQuestion & { readonly after?: AccrualPlace | undefined; readonly limit: number },
): Promise<Result<AccrualRows>> {
  return withFigures(executor, question, false, (figures) => {
    const place = { run: figures.run.id, skip: after?.skip ?? 0 };
    if (after !== undefined && after.run !== place.run) {
      const hint = 'begin again without a cursor';
      const message = 'the results that the cursor leads through have changed';
      return failed([problem('cursor-expired', message, { field: 'cursor', hint })]);
    }
    const payees = inCurrency(accrualsDocument(figures, month).payees, currency);
    return ok({ rows: payees.slice(place.skip, place.skip + limit), place });
  });
}

function inCurrency<Row extends { readonly currency: string }>(
  rows: readonly Row[],
  currency: string | undefined,
): readonly Row[] {
  return currency === undefined ? rows : rows.filter((each) => each.currency === currency);
}

/** The tables of the costs of contracts, as CSV. */
const COST_TABLES = { rollForward: rollForwardCsv, waterfall: waterfallCsv, expensed: expensedCsv } as const;

/** What the costs of contracts are asked for. */
export interface ContractCostsQuestion extends FiguresQuestion {
  readonly by: AccountingSpan;
  /** Only what is in this currency. */
  readonly currency?: string | undefined;
  /** Only this period, of those that are summed by: of the roll-forward, and of what is expensed. */
  readonly period?: string | undefined;
  /** Which table CSV has. */
  readonly table: keyof typeof COST_TABLES;
  readonly as: ReportFormat;
}

/**
 * The costs of contracts as text. Fails before the first run.
 *
 * @example
 * await contractCostsReport(db, { scope, as: 'csv', by: 'quarter', table: 'waterfall' });
 */
export async function contractCostsReport(
  executor: Executor,
  { by, table, as, currency, period, ...question }: ContractCostsQuestion,
): Promise<Result<string>> {
  const isOfPeriod = (row: { readonly period: string }) => period === undefined || row.period === period;
  return withFigures(executor, question, true, (figures) => {
    const all = contractCostsDocument(figures, by);
    const document = {
      ...all,
      rollForward: inCurrency(all.rollForward, currency).filter(isOfPeriod),
      waterfall: inCurrency(all.waterfall, currency),
      expensed: inCurrency(all.expensed, currency).filter(isOfPeriod),
    };
    if (as === 'json') return ok(JSON.stringify(document));
    return ok(COST_TABLES[table](document));
  });
}

/** What a journal is asked for. */
export interface JournalQuestion extends FiguresQuestion {
  readonly month?: Month | undefined;
  readonly currency?: string | undefined;
  /** The chart of accounts; roles stand for accounts without one. */
  readonly chart?: NamedText | undefined;
  readonly as: ReportFormat;
}

/**
 * The journal as text. Fails before the first run, and for a chart of accounts that something is wrong with.
 *
 * @example
 * await journalReport(db, { scope, as: 'json', month: '2026-03', chart: { name: 'chart.yaml', text } });
 */
export async function journalReport(
  executor: Executor,
  { month, currency, chart: sent, as, ...question }: JournalQuestion,
): Promise<Result<string>> {
  const chart = sent === undefined ? ok(null) : readChartOfAccounts(sent.text, sent.name);
  if (!chart.ok) return chart;
  return withFigures(executor, question, true, (figures) => {
    const asked = { chart: chart.value, ...(month !== undefined && { month }) };
    const all = journalDocument(figures, asked);
    const document = {
      ...all,
      entries: inCurrency(all.entries, currency),
      totals: inCurrency(all.totals, currency),
    };
    return ok(as === 'csv' ? journalCsv(document) : JSON.stringify(document));
  });
}

/** What the cost of sales is asked for. */
export interface CostOfSalesReportQuestion {
  readonly scope: PayeeScope;
  readonly by: AccountingSpan;
  /** What sales cost besides commission. */
  readonly costs?: NamedText | undefined;
  readonly flaggedAt?: Ratio | undefined;
  readonly as: ReportFormat;
}

/**
 * What sales cost as text. Fails before the first run, and for other costs that something is wrong with.
 *
 * @example
 * await costOfSalesReport(db, { scope, as: 'json', by: 'quarter' });
 */
export async function costOfSalesReport(
  executor: Executor,
  { scope, by: span, costs, flaggedAt, as }: CostOfSalesReportQuestion,
): Promise<Result<string>> {
  return withFigures(executor, { scope }, false, async (figures) => {
    const { homeCurrency } = figures.company;
    const other = costs === undefined ? ok(undefined) : readOtherCosts(costs.text, costs.name, homeCurrency);
    if (!other.ok) return other;
    const document = await costOfSalesDocument(executor, figures, {
      span,
      ...(other.value !== undefined && { otherCosts: other.value }),
      ...(flaggedAt !== undefined && { flaggedAt }),
    });
    return ok(as === 'csv' ? costOfSalesCsv(document) : JSON.stringify(document));
  });
}
