import { groupedAmount } from '../money/readable-amount.js';
import { type BalanceEntry, heldEntries, isZeroAmount, owedEntries, paidEntries } from './balance-entries.js';
import type { Statement } from './statement.js';
import { INDENT, type Page, sectionTitle } from './text-page.js';

/**
 * What a statement comes to: what is held beside what is paid.
 *
 * @example
 * balancesText(statement)[0] // 'Held before ........ 0.00      Became payable ........ 400.00'
 */
export function balancesText({ balances }: Statement): readonly string[] {
  return sideBySide(entries(heldEntries(balances), 44), entries(paidEntries(balances), 50));
}

/**
 * The section that tells what is owed of recoverable draws; nothing where nothing is.
 *
 * @example
 * owedText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function owedText({ balances: { owed } }: Statement, page: Page): readonly string[] {
  const list = owedEntries(owed);
  if (list.length === 0) return [];
  return [sectionTitle('OWED OF RECOVERABLE DRAWS', page), ...entries(list, 42).map((line) => INDENT + line)];
}

function entries(list: readonly BalanceEntry[], width: number): readonly string[] {
  return list.map(({ sign, label, amount }) => {
    const term = sign === '' ? label : `${sign} ${label}`;
    const shown = groupedAmount(amount);
    return `${term} ${'.'.repeat(Math.max(1, width - term.length - shown.length - 2))} ${shown}`;
  });
}

function sideBySide(left: readonly string[], right: readonly string[]): readonly string[] {
  const width = Math.max(...left.map(({ length }) => length));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, place) =>
    `${(left[place] ?? '').padEnd(width)}      ${right[place] ?? ''}`.trimEnd(),
  );
}

/**
 * The section that sums the fiscal year up to the statement.
 *
 * @example
 * yearText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function yearText({ yearToDate: year }: Statement, page: Page): readonly string[] {
  const figures = YEAR_FIGURES.filter(([figure, always]) => always || !isZeroAmount(year[figure])).map(
    ([figure]) => `${figure === 'payable' ? 'became payable' : figure} ${groupedAmount(year[figure])}`,
  );
  const lines: string[] = [];
  for (const figure of figures) {
    const line = lines.at(-1);
    const longer = line === undefined ? INDENT + figure : `${line}     ${figure}`;
    if (line === undefined) lines.push(longer);
    else if (longer.length <= page.width) lines[lines.length - 1] = longer;
    else lines.push(INDENT + figure);
  }
  return [sectionTitle(`YEAR TO DATE, since ${year.from}`, page), ...lines];
}

/** The figures of a year, each with whether it is shown where it is zero. */
const YEAR_FIGURES = [
  ['earned', true],
  ['payable', true],
  ['guaranteed', false],
  ['drawn', false],
  ['adjusted', false],
  ['recovered', false],
  ['paid', true],
] as const;
