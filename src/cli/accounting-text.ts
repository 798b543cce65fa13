import { groupedAmount } from '../money/readable-amount.js';
import { formatProblems } from '../problems/format-problem.js';
import type { Problem } from '../problems/problem.js';
import type { AccrualsDocument } from '../runs/accounting/accruals-document.js';
import type { ContractCostsDocument, ExpensedRow } from '../runs/accounting/contract-costs-document.js';
import type { CostOfSalesDocument } from '../runs/accounting/cost-of-sales-document.js';
import type { JournalDocument } from '../runs/accounting/journal-document.js';
import { type TableColumn, tableText } from './table.js';

/**
 * Accruals as a table: a row for each month, plan and region, and one for their sum.
 *
 * @example
 * accrualsText(document) // 'Month    Plan   Region  Currency  …'
 */
export function accrualsText({ totals }: AccrualsDocument): string {
  if (totals.length === 0) return 'Nothing is earned or paid.';
  const columns = [
    ...left('Month', 'Plan', 'Region', 'Currency'),
    ...right('Reversed', 'Earned', 'Topped up', 'Paid', 'Advanced', 'Accrued'),
  ];
  const rows = totals.map(({ month, plan, region, currency, ...each }) => [
    month,
    ...groupCells(plan, region),
    currency,
    ...amounts(each.reversed, each.earned, each.toppedUp, each.paid, each.advanced, each.accrued),
  ]);
  return tableText(columns, rows);
}

/**
 * The costs of contracts as a roll-forward or as a waterfall, and what is expensed instead.
 *
 * @example
 * contractCostsText(document, false) // 'Period   Plan   Region  Currency   Opening  …'
 */
export function contractCostsText(document: ContractCostsDocument, isWaterfall: boolean): string {
  const costs =
    document.rollForward.length === 0
      ? 'Nothing is capitalised.'
      : isWaterfall
        ? waterfallText(document)
        : rollForwardText(document);
  return [costs, ...expensedText(document.expensed), ...problemsText(document.problems)].join('\n\n');
}

function rollForwardText({ rollForward }: ContractCostsDocument): string {
  const columns = [
    ...left('Period', 'Plan', 'Region', 'Currency'),
    ...right('Opening', 'Additions', 'Amortisation', 'Impairment', 'Closing'),
  ];
  const rows = rollForward.map(({ period, plan, region, currency, ...each }) => [
    period,
    ...groupCells(plan, region),
    currency,
    ...amounts(each.opening, each.additions, each.amortisation, each.impairment, each.closing),
  ]);
  return tableText(columns, rows);
}

function waterfallText({ waterfall, periods }: ContractCostsDocument): string {
  const columns = [
    ...left('Capitalised', 'Currency'),
    ...right('Added', 'Impaired', ...periods, 'Balance'),
    ...left('Until'),
  ];
  const rows = waterfall.map(({ cohort, currency, added, impaired, amortised, balance, scheduled }) => [
    cohort,
    currency,
    ...amounts(added, impaired, ...amortised.map(({ amount }) => amount), balance),
    scheduled.at(-1)?.month ?? '',
  ]);
  return tableText(columns, rows);
}

const REASONS: Readonly<Record<ExpensedRow['because'], string>> = {
  notStated: 'the plan does not say what it costs',
  notIncremental: 'not incremental',
  oneYearAtMost: 'of use for a year at most',
  noContract: 'belongs to no contract',
};

function expensedText(expensed: readonly ExpensedRow[]): readonly string[] {
  if (expensed.length === 0) return [];
  const columns = [
    ...left('Expensed in', 'Plan', 'Component', 'Currency'),
    ...right('Amount'),
    ...left('Because'),
  ];
  const rows = expensed.map(({ period, plan, component, currency, amount, because }) => [
    period,
    plan,
    component,
    currency,
    groupedAmount(amount),
    REASONS[because],
  ]);
  return [tableText(columns, rows)];
}

/**
 * A journal, entry by entry, and what it comes to.
 *
 * @example
 * journalText(document) // '2026-03-USD-reversal  2026-03-01\n…'
 */
export function journalText({ entries, totals, problems }: JournalDocument): string {
  if (entries.length === 0) return 'There is nothing to book.';
  const columns = [...left('Account', 'Name', 'Cost centre', 'Plan', 'Region'), ...right('Debit', 'Credit')];
  const shown = entries.map(({ id, date, debit, credit, lines }) => {
    const rows = lines.map((line) => [
      line.account,
      line.name,
      line.costCentre,
      line.plan,
      line.region,
      ...sides(line.debit, line.credit),
    ]);
    return `${id}  ${date}\n${tableText(columns, [...rows, ['', '', '', '', '', ...amounts(debit, credit)]])}`;
  });
  const sums = totals.map(
    ({ currency, debit, credit }) =>
      `${currency}: debits ${groupedAmount(debit)}, credits ${groupedAmount(credit)}`,
  );
  return [...shown, sums.join('\n'), ...problemsText(problems)].join('\n\n');
}

/**
 * What sales cost as a table: a row for each period.
 *
 * @example
 * costOfSalesText(document) // 'Period   Commission  Other costs  …'
 */
export function costOfSalesText({ currency, flaggedAt, periods, problems }: CostOfSalesDocument): string {
  if (periods.length === 0) return 'Nothing is calculated yet.';
  const columns = [
    ...left('Period'),
    ...right('Commission', 'Other costs', 'Bookings', 'Revenue', 'Cash'),
    ...right('of bookings', 'of revenue', 'of cash', 'Cost for 1 of revenue'),
    ...left(''),
  ];
  const rows = periods.map((each) => [
    each.period,
    ...amounts(each.commission, each.otherCosts, each.bookings, each.revenue, each.cash),
    ...[each.ofBookings, each.ofRevenue, each.ofCash, each.expenseToRevenue].map((share) => share ?? '–'),
    each.flagged ? `at or above ${flaggedAt}` : '',
  ]);
  return [`Amounts in ${currency}.`, tableText(columns, rows), ...problemsText(problems)].join('\n\n');
}

function left(...titles: readonly string[]): readonly TableColumn[] {
  return titles.map((title) => ({ title }));
}

function right(...titles: readonly string[]): readonly TableColumn[] {
  return titles.map((title) => ({ title, align: 'right' }));
}

function groupCells(plan: string | null, region: string | null): readonly string[] {
  return plan === null || region === null ? ['all', 'all'] : [plan, region];
}

function amounts(...written: readonly string[]): readonly string[] {
  return written.map(groupedAmount);
}

/** The side that is zero stays empty. */
function sides(...written: readonly string[]): readonly string[] {
  return written.map((amount) => (/[1-9]/.test(amount) ? groupedAmount(amount) : ''));
}

function problemsText(problems: readonly Problem[]): readonly string[] {
  return problems.length === 0 ? [] : [formatProblems(problems, { limit: 20 })];
}
