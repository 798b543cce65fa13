import { type AccrualTotal, accrualTotals } from '../../ledger/accounting/accrual-totals.js';
import type { Accrual } from '../../ledger/accounting/accruals.js';
import type { Month } from '../../ledger/accounting/month.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { AccountingFigures } from './read-accounting.js';
import { rowsCsv } from './rows-csv.js';

const AMOUNTS = ['reversed', 'earned', 'toppedUp', 'paid', 'advanced', 'accrued'] as const;

/** Amounts as decimal text: `reversed + earned + toppedUp − (paid − advanced) = accrued`. */
type AccrualAmounts = Readonly<Record<(typeof AMOUNTS)[number], string>>;

/** An accrual of a plan and a region; with `null` for both, the sum of all in the currency. */
export type AccrualTotalRow = Pick<AccrualTotal, 'month' | 'currency' | 'plan' | 'region'> & AccrualAmounts;

/** An accrual of one payee under one plan. */
export type PayeeAccrualRow = Pick<Accrual, 'month' | 'currency' | 'payee' | 'plan' | 'region'> &
  AccrualAmounts;

/** What is earned and not paid at the end of each month, as JSON. */
export interface AccrualsDocument {
  /** The last day that counts. */
  readonly through: string;
  /** By month, currency, plan and region, each month and currency followed by its sum. */
  readonly totals: readonly AccrualTotalRow[];
  /** What they sum. */
  readonly payees: readonly PayeeAccrualRow[];
}

/**
 * The accruals of all months, or of one.
 *
 * @example
 * accrualsDocument(figures, '2026-03').totals.at(-1)?.accrued // '6875.00'
 */
export function accrualsDocument({ run, accruals }: AccountingFigures, month?: Month): AccrualsDocument {
  const asked = accruals.filter((each) => month === undefined || each.month === month);
  return {
    through: run.through,
    totals: accrualTotals(asked).map(({ month: of, currency, plan, region, ...amounts }) => ({
      month: of,
      currency,
      plan,
      region,
      ...amountsText(amounts, currency),
    })),
    payees: asked.map(({ month: of, currency, payee, plan, region, ...amounts }) => ({
      month: of,
      currency,
      payee,
      plan,
      region,
      ...amountsText(amounts, currency),
    })),
  };
}

/**
 * The accruals by plan and region as CSV, without their sums.
 *
 * @example
 * accrualTotalsCsv(document) // 'month,plan,region,currency,reversed,…\n2026-03,ae,EMEA,USD,…\n'
 */
export function accrualTotalsCsv({ totals }: Pick<AccrualsDocument, 'totals'>): string {
  const rows = totals.filter(({ plan }) => plan !== null);
  return rowsCsv(['month', 'plan', 'region', 'currency', ...AMOUNTS], rows);
}

/**
 * The accruals of payees as CSV.
 *
 * @example
 * accrualsCsv(document) // 'month,payee,plan,region,currency,reversed,…\n2026-03,ada,…\n'
 */
export function accrualsCsv({ payees }: AccrualsDocument): string {
  return rowsCsv(['month', 'payee', 'plan', 'region', 'currency', ...AMOUNTS], payees);
}

function amountsText(amounts: Pick<Accrual, (typeof AMOUNTS)[number]>, currency: string): AccrualAmounts {
  const text = (amount: bigint) => formatMinorUnits(amount, currency);
  return {
    reversed: text(amounts.reversed),
    earned: text(amounts.earned),
    toppedUp: text(amounts.toppedUp),
    paid: text(amounts.paid),
    advanced: text(amounts.advanced),
    accrued: text(amounts.accrued),
  };
}
