/** How a CSV text is written, where it is not with commas and line feeds. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter?: string;
  readonly lineEnd?: '\n' | '\r\n';
}

/**
 * Rows as CSV (RFC 4180), each ended. Amounts are plain decimals. What a spreadsheet might take for a formula stays
 * as it is; see {@link withoutFormula}.
 *
 * @example
 * csvText([['payee', 'name'], ['ada', 'Byron, Ada']]) // 'payee,name\nada,"Byron, Ada"\n'
 */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ',', lineEnd = '\n' }: CsvDialect = {},
): string {
  const cell = (text: string) =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(delimiter)}${lineEnd}`).join('');
}

/**
 * A text that a spreadsheet would run as a formula, with an apostrophe in front; anything else, and a number
 * always, as it is.
 *
 * @example
 * withoutFormula('=1+1') // "'=1+1"
 * withoutFormula('-5.00') // '-5.00'
 */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

const NUMBER = /^-?\d+(\.\d+)?%?$/;
/** Full-width signs too: some spreadsheets take them for the plain ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
