import type { Statement, StatementLine } from './statement.js';

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
  'correctsBefore',
  'correctsPeriod',
  'planHash',
] as const;

/**
 * The lines of statements as CSV, with a header. Amounts are plain decimals. A text that a spreadsheet would
 * run as a formula is quoted with an apostrophe in front; a number never is.
 *
 * @example
 * statementCsv([statement]) // 'payee,period,currency,line,…\nada,2026-03,USD,ada.2026-03.1,…\n'
 */
export function statementCsv(statements: readonly Statement[]): string {
  const rows = statements.flatMap((statement) =>
    statement.components.flatMap(({ lines }) => lines.map((line) => rowOf(statement, line))),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
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
    correctsBefore: line.corrects?.before ?? null,
    correctsPeriod: line.corrects?.period ?? null,
    planHash: line.planHash,
  };
  return COLUMNS.map((column) => row[column] ?? '');
}

const NUMBER = /^-?\d+(\.\d+)?%?$/;
/** Full-width signs too: some spreadsheets take them for the plain ones. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
