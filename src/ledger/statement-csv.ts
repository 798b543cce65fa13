import { addDays } from '../calendar/civil-date.js';
import { formatMinorUnits, parseMinorUnits } from '../money/minor-units.js';
import { csvText, withoutFormula } from './csv-text.js';
import type { Statement, StatementAdjustment, StatementLine } from './statement.js';

const COLUMNS = [
  'payee',
  'period',
  'currency',
  'line',
  'assignment',
  'component',
  'measure',
  'kind',
  'deal',
  'event',
  'date',
  'windowFrom',
  'windowTo',
  'share',
  'base',
  'credited',
  'amount',
  'limited',
  'originalAmount',
  'originalCurrency',
  'rate',
  'correctsBefore',
  'correctsPeriod',
  'adjustsPeriod',
  'adjustsCause',
  'adjustsChange',
  'adjustsSource',
  'planHash',
  'adjustment',
  'reason',
  'madeBy',
  'approvedBy',
] as const;

/**
 * The lines of statements as CSV, with a header. What was guaranteed, drawn and recovered in a period has a row of
 * that kind after its lines, without a number, and so has each adjustment by hand, with its number, its reason, who
 * made and who approved it: so the amounts of a statement sum to what was earned, adjusted and topped up, less what
 * was recovered. What is paid in another currency has a row of the kind `payout`, in that currency, with what it
 * converts, the rate and its day. `limited` is what caps and floors did to a line; the
 * original amount is that of the whole event before it was converted at the rate. Amounts are plain decimals. A text that a spreadsheet would
 * run as a formula is quoted with an apostrophe in front; a number never is.
 *
 * @example
 * statementCsv([statement]) // 'payee,period,currency,line,…\nada,2026-03,USD,ada.2026-03.1,…\n'
 */
export function statementCsv(statements: readonly Statement[]): string {
  const rows = statements.flatMap((statement) => [
    ...statement.components.flatMap(({ lines }) => lines.map((line) => rowOf(statement, line))),
    ...statement.adjustments.map((each) => adjustmentRow(statement, each)),
    ...payRows(statement),
    ...payoutRows(statement),
  ]);
  return csvText([COLUMNS, ...rows.map((row) => row.map(withoutFormula))]);
}

function rowOf({ payee, period, currency }: Statement, line: StatementLine): readonly string[] {
  const row: Record<(typeof COLUMNS)[number], string | null> = {
    payee: payee.id,
    period: period.id,
    currency,
    line: line.id,
    assignment: line.assignment,
    component: line.component,
    measure: line.measure,
    kind: line.kind,
    deal: line.deal,
    event: line.event,
    date: line.date,
    windowFrom: line.window.from,
    windowTo: line.window.to,
    share: line.share,
    base: line.base,
    credited: line.credited,
    amount: line.amount,
    limited: limitedBy(line, currency),
    originalAmount: line.converted?.amount ?? null,
    originalCurrency: line.converted?.currency ?? null,
    rate: line.converted?.rate ?? null,
    correctsBefore: line.corrects?.before ?? null,
    correctsPeriod: line.corrects?.period ?? null,
    adjustsPeriod: line.adjusts?.period ?? null,
    adjustsCause: line.adjusts?.cause ?? null,
    adjustsChange: line.adjusts === undefined ? null : `${line.adjusts.change}`,
    adjustsSource: line.adjusts?.source ?? null,
    planHash: line.planHash,
    adjustment: null,
    reason: null,
    madeBy: null,
    approvedBy: null,
  };
  return COLUMNS.map((column) => row[column] ?? '');
}

/** What caps and floors added to a line or took from it. */
function limitedBy({ limits }: StatementLine, currency: string): string | null {
  if (limits.length === 0) return null;
  const sum = limits.reduce((total, { amount }) => total + minorUnitsOf(amount, currency), 0n);
  return formatMinorUnits(sum, currency);
}

function minorUnitsOf(amount: string, currency: string): bigint {
  const minor = parseMinorUnits(amount, currency);
  if (typeof minor === 'string') throw new Error(`A statement has what is no amount: ${amount}.`);
  return minor;
}

function adjustmentRow(
  { payee, period, currency }: Statement,
  { adjustment, amount, reason, maker, approver }: StatementAdjustment,
): readonly string[] {
  const row: Partial<Record<(typeof COLUMNS)[number], string>> = {
    payee: payee.id,
    period: period.id,
    currency,
    kind: 'adjusted',
    date: addDays(period.to, -1),
    amount,
    adjustment: `${adjustment}`,
    reason,
    madeBy: maker,
    approvedBy: approver,
  };
  return COLUMNS.map((column) => row[column] ?? '');
}

/** What guarantees and draws did to the pay of a period, each that is not zero. */
function payRows({ payee, period, currency, balances }: Statement): readonly (readonly string[])[] {
  const { guaranteed, drawn, recovered } = balances;
  const amounts = Object.entries({ guaranteed, drawn, recovered }).filter(([, amount]) =>
    /[1-9]/.test(amount),
  );
  return amounts.map(([kind, amount]) => {
    const row: Partial<Record<(typeof COLUMNS)[number], string>> = {
      payee: payee.id,
      period: period.id,
      currency,
      kind,
      date: addDays(period.to, -1),
      amount: kind === 'recovered' ? `-${amount}` : amount,
    };
    return COLUMNS.map((column) => row[column] ?? '');
  });
}

/** What is paid in another currency; without an amount where no rate is loaded. */
function payoutRows({
  payee,
  period,
  currency,
  balances,
  payout,
}: Statement): readonly (readonly string[])[] {
  if (payout === undefined) return [];
  const row: Partial<Record<(typeof COLUMNS)[number], string>> = {
    payee: payee.id,
    period: period.id,
    currency: payout.currency,
    kind: 'payout',
    date: payout.date,
    amount: payout.amount ?? '',
    originalAmount: balances.paid,
    originalCurrency: currency,
    rate: payout.rate ?? '',
  };
  return [COLUMNS.map((column) => row[column] ?? '')];
}
