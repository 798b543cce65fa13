import { addDays } from '../../calendar/civil-date.js';
import { indexRecords } from '../../engine/record-index.js';
import { type AccountingSpan, accountingPeriods } from '../../ledger/accounting/accounting-period.js';
import { accrualTotals } from '../../ledger/accounting/accrual-totals.js';
import { commissionByMonth } from '../../ledger/accounting/commission-by-month.js';
import { type CostMeasures, costMeasures, FLAGGED_AT } from '../../ledger/accounting/cost-measures.js';
import type { Month } from '../../ledger/accounting/month.js';
import { addSales, NO_SALES, salesByMonth } from '../../ledger/accounting/sales-by-month.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { formatPercent, formatRatio, type Ratio } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import { EMPTY_RECORD_SET } from '../../records/record-set.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { recordIds } from '../../store/record-ids.js';
import type { AccountingFigures } from './read-accounting.js';
import { rowsCsv } from './rows-csv.js';

const AMOUNTS = ['commission', 'otherCosts', 'bookings', 'revenue', 'cash'] as const;

/** What sales cost in a period: amounts are decimal text in the home currency. */
export type CostOfSalesRow = Readonly<Record<(typeof AMOUNTS)[number], string>> & {
  readonly period: string;
  /** Percents; `null` where there is nothing to divide by. */
  readonly ofBookings: string | null;
  readonly ofRevenue: string | null;
  readonly ofCash: string | null;
  /** All cost of sales for 1 of revenue, such as `"0.15"`. */
  readonly expenseToRevenue: string | null;
  readonly flagged: boolean;
};

/** What sales cost, as JSON. */
export interface CostOfSalesDocument {
  readonly through: string;
  readonly currency: string;
  /** The ratio of expense to revenue from which on a period is flagged. */
  readonly flaggedAt: string;
  readonly periods: readonly CostOfSalesRow[];
  readonly problems: readonly Problem[];
}

/** What the measures are asked for. */
export interface CostOfSalesQuestion {
  readonly span: AccountingSpan;
  /** What sales cost besides commission, by month, in minor units of the home currency. */
  readonly otherCosts?: ReadonlyMap<Month, bigint>;
  readonly flaggedAt?: Ratio;
}

/** So many deals are held in memory at a time. */
const DEALS_AT_A_TIME = 2_000;

/**
 * What sales cost period by period, from the records that the published run was calculated from. All deals count,
 * whoever is credited for them; they are read part by part, so that memory stays bounded.
 *
 * @example
 * (await costOfSalesDocument(db, figures, { span: 'quarter' })).periods[0]?.expenseToRevenue // '0.15'
 */
export async function costOfSalesDocument(
  executor: Executor,
  { run, company, first, last, accruals }: AccountingFigures,
  { span, otherCosts = new Map(), flaggedAt = FLAGGED_AT }: CostOfSalesQuestion,
): Promise<CostOfSalesDocument> {
  const asOfChange = run.change;
  const { fxRate } = await readRecordSet(executor, { asOfChange, payees: [] });
  const index = indexRecords({ ...EMPTY_RECORD_SET, fxRate });
  const home = company.homeCurrency;
  let sales = NO_SALES;
  for await (const deals of recordIds(executor, 'deal', { asOfChange, size: DEALS_AT_A_TIME })) {
    const records = await readRecordSet(executor, { asOfChange, deals });
    const own = salesByMonth(indexRecords({ ...records, fxRate }), company, addDays(run.through, 1));
    sales = addSales(sales, own);
  }
  const commission = commissionByMonth(accrualTotals(accruals), home, index);
  const periods = first === null ? [] : accountingPeriods(first, last, span, company);
  const measured = costMeasures(
    { commission: commission.months, otherCosts, sales: sales.months },
    periods,
    flaggedAt,
  );
  return {
    through: run.through,
    currency: home,
    flaggedAt: formatRatio(flaggedAt, RATIO_PLACES),
    periods: measured.map((each) => rowOf(each, home)),
    problems: [...sales.problems, ...commission.problems],
  };
}

/**
 * The measures as CSV.
 *
 * @example
 * costOfSalesCsv(document) // 'period,currency,commission,…\n2026-Q1,USD,…\n'
 */
export function costOfSalesCsv({ currency, periods }: CostOfSalesDocument): string {
  const columns = [
    'period',
    'currency',
    ...AMOUNTS,
    'ofBookings',
    'ofRevenue',
    'ofCash',
    'expenseToRevenue',
    'flagged',
  ] as const;
  return rowsCsv(
    columns,
    periods.map((row) => ({ ...row, currency, flagged: row.flagged ? 'yes' : '' })),
  );
}

const RATIO_PLACES = 4;

function rowOf(measures: CostMeasures, home: string): CostOfSalesRow {
  const money = (amount: bigint) => formatMinorUnits(amount, home);
  const percent = (part: Ratio | null) => (part === null ? null : formatPercent(part));
  const { expenseToRevenue } = measures;
  return {
    period: measures.period,
    commission: money(measures.commission),
    otherCosts: money(measures.otherCosts),
    bookings: money(measures.bookings),
    revenue: money(measures.revenue),
    cash: money(measures.cash),
    ofBookings: percent(measures.ofBookings),
    ofRevenue: percent(measures.ofRevenue),
    ofCash: percent(measures.ofCash),
    expenseToRevenue: expenseToRevenue === null ? null : formatRatio(expenseToRevenue, RATIO_PLACES),
    flagged: measures.isFlagged,
  };
}
