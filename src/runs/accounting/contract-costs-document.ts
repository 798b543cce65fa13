import { compareText } from '../../engine/record-index.js';
import {
  type AccountingPeriod,
  type AccountingSpan,
  accountingPeriods,
} from '../../ledger/accounting/accounting-period.js';
import type { ExpensedAmount } from '../../ledger/accounting/contract-costs.js';
import { costWaterfall } from '../../ledger/accounting/cost-waterfall.js';
import type { ExpensedBecause } from '../../ledger/accounting/expensed-because.js';
import type { Month } from '../../ledger/accounting/month.js';
import { type RollForward, rollForward } from '../../ledger/accounting/roll-forward.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Problem } from '../../problems/problem.js';
import type { AccountingFigures } from './read-accounting.js';
import { rowsCsv } from './rows-csv.js';

const AMOUNTS = ['opening', 'additions', 'amortisation', 'impairment', 'closing'] as const;

/** A row of the roll-forward, amounts as decimal text: `opening + additions − amortisation − impairment = closing`. */
export type RollForwardRow = Pick<RollForward, 'period' | 'currency' | 'plan' | 'region'> &
  Readonly<Record<(typeof AMOUNTS)[number], string>>;

/** What becomes of what was capitalised in a month; amounts are decimal text. */
export interface WaterfallRow {
  readonly currency: string;
  readonly cohort: Month;
  readonly added: string;
  readonly impaired: string;
  /** In the order of the document's periods. */
  readonly amortised: readonly { readonly period: string; readonly amount: string }[];
  readonly balance: string;
  /** Month by month, what the balance is scheduled for. */
  readonly scheduled: readonly { readonly month: Month; readonly amount: string }[];
}

/** What is expensed as it is earned, and why. */
export interface ExpensedRow {
  readonly period: string;
  readonly currency: string;
  readonly plan: string;
  readonly component: string;
  readonly because: ExpensedBecause;
  readonly amount: string;
}

/** The costs of contracts, as JSON. */
export interface ContractCostsDocument {
  readonly through: string;
  readonly periods: readonly string[];
  readonly rollForward: readonly RollForwardRow[];
  readonly waterfall: readonly WaterfallRow[];
  readonly expensed: readonly ExpensedRow[];
  readonly problems: readonly Problem[];
}

/**
 * The costs of contracts: what is capitalised and what becomes of it period by period, and what is not.
 *
 * @example
 * contractCostsDocument(figures, 'quarter').rollForward.at(-1)?.closing // '45000.00'
 */
export function contractCostsDocument(
  figures: AccountingFigures,
  span: AccountingSpan,
): ContractCostsDocument {
  const { run, company, first, last, costs, expensed, problems } = figures;
  const periods = first === null ? [] : accountingPeriods(first, last, span, company);
  return {
    through: run.through,
    periods: periods.map(({ id }) => id),
    rollForward: rollForward(costs, periods, last).map(rollForwardRow),
    waterfall: costWaterfall(costs, periods, last).map(({ currency, cohort, ...each }) => {
      const text = (amount: bigint) => formatMinorUnits(amount, currency);
      return {
        currency,
        cohort,
        added: text(each.added),
        impaired: text(each.impaired),
        amortised: periods.map(({ id }, place) => ({
          period: id,
          amount: text(each.amortised[place] ?? 0n),
        })),
        balance: text(each.balance),
        scheduled: each.scheduled.map(({ month, amount }) => ({ month, amount: text(amount) })),
      };
    }),
    expensed: expensedRows(expensed, periods),
    problems,
  };
}

/**
 * The roll-forward as CSV, without its sums.
 *
 * @example
 * rollForwardCsv(document) // 'period,plan,region,currency,opening,…\n2026-Q1,…\n'
 */
export function rollForwardCsv(document: ContractCostsDocument): string {
  const rows = document.rollForward.filter(({ plan }) => plan !== null);
  return rowsCsv(['period', 'plan', 'region', 'currency', ...AMOUNTS], rows);
}

/**
 * The waterfall as CSV: one row for each month of capitalisation and period or later month of amortisation.
 *
 * @example
 * waterfallCsv(document) // 'currency,cohort,period,amortisation,scheduled\nUSD,2026-01,2026-01,1500.00,\n'
 */
export function waterfallCsv({ waterfall }: ContractCostsDocument): string {
  const rows = waterfall.flatMap(({ currency, cohort, amortised, scheduled }) => [
    ...amortised
      .filter(({ amount }) => /[1-9]/.test(amount))
      .map(({ period, amount }) => ({ currency, cohort, period, amortisation: amount })),
    ...scheduled.map(({ month, amount }) => ({ currency, cohort, period: month, scheduled: amount })),
  ]);
  return rowsCsv(['currency', 'cohort', 'period', 'amortisation', 'scheduled'], rows);
}

/**
 * What is expensed as CSV.
 *
 * @example
 * expensedCsv(document) // 'period,plan,component,because,currency,amount\n2026-Q1,ae,new-business,notStated,USD,…\n'
 */
export function expensedCsv({ expensed }: ContractCostsDocument): string {
  return rowsCsv(['period', 'plan', 'component', 'because', 'currency', 'amount'], expensed);
}

function rollForwardRow({ period, currency, plan, region, ...amounts }: RollForward): RollForwardRow {
  const text = (amount: bigint) => formatMinorUnits(amount, currency);
  return {
    period,
    currency,
    plan,
    region,
    opening: text(amounts.opening),
    additions: text(amounts.additions),
    amortisation: text(amounts.amortisation),
    impairment: text(amounts.impairment),
    closing: text(amounts.closing),
  };
}

function expensedRows(
  expensed: readonly ExpensedAmount[],
  periods: readonly AccountingPeriod[],
): readonly ExpensedRow[] {
  const sums = new Map<string, Omit<ExpensedRow, 'amount'> & { readonly sum: bigint }>();
  for (const { month, entitlement, because, amount } of expensed) {
    const { currency, plan, component } = entitlement;
    const period = periods.find(({ from, to }) => from <= month && month < to)?.id ?? month;
    const key = [period, currency, plan, component, because].join('\u0000');
    const sum = (sums.get(key)?.sum ?? 0n) + amount;
    sums.set(key, { period, currency, plan, component, because, sum });
  }
  return [...sums]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { sum, ...row }]) => ({ ...row, amount: formatMinorUnits(sum, row.currency) }));
}
