import { groupedAmount } from '../money/readable-amount.js';
import type { Statement, StatementBalances } from './statement.js';
import { INDENT, type Page, sectionTitle } from './text-page.js';

/**
 * What a statement comes to: what is held beside what is paid.
 *
 * @example
 * balancesText(statement)[0] // 'Held before ........ 0.00      Became payable ........ 400.00'
 */
export function balancesText({ balances: balance }: Statement): readonly string[] {
  const carriedIn = balance.carriedIn === balance.carried && isZero(balance.carried);
  const left: readonly Entry[] = [
    ['Held before', balance.openingHeld],
    ['+ earned in this period', balance.earned],
    ['− became payable', balance.payable],
    ['= still held', balance.closingHeld],
  ];
  const right: readonly Entry[] = [
    ['Became payable', balance.payable],
    ['+ carried in from earlier periods', balance.carriedIn],
    ...(carriedIn ? [] : ([['− carried to the next period', balance.carried]] as const)),
    ...toppedUp(balance),
    ['= PAID', balance.paid],
  ];
  return sideBySide(entries(left, 44), entries(right, 50));
}

/** What is adjusted by hand, what guarantees and draws add, and what is kept back for them, where there are any. */
function toppedUp({ guaranteed, drawn, adjusted, recovered, promised }: StatementBalances): readonly Entry[] {
  const entry = (label: string, amount: string, upTo: string): readonly Entry[] => {
    if (isZero(amount) && isZero(upTo)) return [];
    return [[isZero(upTo) ? label : `${label}, up to ${groupedAmount(upTo)}`, amount]];
  };
  return [
    ...entry('+ adjusted by hand', adjusted, '0'),
    ...entry('+ guaranteed', guaranteed, promised.guarantee),
    ...entry('+ drawn', drawn, promised.draw),
    ...entry('− recovered of earlier draws', recovered, '0'),
  ];
}

/**
 * The section that tells what is owed of recoverable draws; nothing where nothing is.
 *
 * @example
 * owedText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function owedText({ balances: { owed: balance } }: Statement, page: Page): readonly string[] {
  const { opening, drawn, recovered, forgiven, closing } = balance;
  if ([opening, drawn].every(isZero)) return [];
  const list: readonly Entry[] = [
    ['Owed before', opening],
    ['+ drawn', drawn],
    ['− recovered', recovered],
    ...(isZero(forgiven) ? [] : ([['− forgiven', forgiven]] as const)),
    ['= still owed', closing],
  ];
  return [sectionTitle('OWED OF RECOVERABLE DRAWS', page), ...entries(list, 42).map((line) => INDENT + line)];
}

type Entry = readonly [label: string, amount: string];

function entries(list: readonly Entry[], width: number): readonly string[] {
  return list.map(([label, amount]) => {
    const shown = groupedAmount(amount);
    return `${label} ${'.'.repeat(Math.max(1, width - label.length - shown.length - 2))} ${shown}`;
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
  const figures = YEAR_FIGURES.filter(([figure, always]) => always || !isZero(year[figure])).map(
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

function isZero(amount: string): boolean {
  return /^-?0(\.0+)?$/.test(amount);
}
