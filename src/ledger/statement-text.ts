import { addDays } from '../calendar/civil-date.js';
import { groupedAmount } from '../money/readable-amount.js';
import { formatProblem } from '../problems/format-problem.js';
import type { MeasureStanding, Statement } from './statement.js';
import { earningsText } from './statement-earnings-text.js';
import { heldText, releasedText } from './statement-release-text.js';
import { alignedTable, atBothEnds, plainLine, type TextColumn, wrapped } from './text-layout.js';
import { INDENT, type Page, PLAIN_STYLE, sectionTitle, type TextStyle } from './text-page.js';

/** How a page is set. */
export interface StatementTextOptions {
  /** The widest line; 100 unless said otherwise. */
  readonly width?: number;
  readonly style?: TextStyle;
}

/**
 * A statement as a page of text: what was earned, what is paid, what is held and why, where the payee stands.
 * Amounts are in the statement's currency.
 *
 * @example
 * console.log(statementText(statement));
 */
export function statementText(statement: Statement, options: StatementTextOptions = {}): string {
  const page: Page = { width: options.width ?? 100, style: options.style ?? PLAIN_STYLE };
  const sections = [
    header(statement, page),
    balances(statement),
    earningsText(statement, page),
    releasedText(statement, page),
    heldText(statement, page),
    attainment(statement, page),
    yearToDate(statement, page),
    problems(statement, page),
    footer(statement, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header(statement: Statement, { width, style }: Page): readonly string[] {
  const { payee, period, currency, plans, status, asOf } = statement;
  const lastDay = addDays(period.to, -1);
  const range = `${period.from} to ${lastDay}, ${currency}`;
  const [name = '', ...rest] = atBothEnds(plainLine(`${payee.name} (${payee.id})`), range, width);
  const onPlans = plans.map(({ plan, title, from, to }) => {
    const days = from > period.from || to <= lastDay ? `, ${from} to ${addDays(to, -1)}` : '';
    return `${title === null ? `Plan ${plan}` : plainLine(`${title} (${plan})`)}${days}`;
  });
  const unfinished = asOf < lastDay ? [`As known at the end of ${asOf}; the period is not over.`] : [];
  return [
    ...atBothEnds('STATEMENT', period.id, width).map(style.heading),
    '═'.repeat(width),
    name,
    ...rest,
    ...onPlans,
    ...unfinished,
    ...(status === 'incomplete'
      ? [style.warning('INCOMPLETE: figures are missing or may change. See the problems below.')]
      : []),
  ];
}

function balances({ balances: balance }: Statement): readonly string[] {
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
    ['= PAID', balance.paid],
  ];
  return sideBySide(entries(left, 44), entries(right, 50));
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

function attainment({ attainments }: Statement, page: Page): readonly string[] {
  if (attainments.length === 0) return [];
  const [titles = '', ...rows] = alignedTable(
    STANDING_COLUMNS,
    attainments.map((standing) => [
      standing.measure,
      `${standing.window.from} to ${addDays(standing.window.to, -1)}`,
      groupedAmount(standing.credited),
      standing.quota === null ? 'no quota' : groupedAmount(standing.quota),
      standing.attainment ?? '–',
    ]),
    page.width - INDENT.length,
  );
  return [
    sectionTitle('ATTAINMENT', page),
    page.style.faint(INDENT + titles),
    ...rows.flatMap((row, number) => [INDENT + row, ...nextTiers(attainments[number])]),
  ];
}

const STANDING_COLUMNS: readonly TextColumn[] = [
  { title: 'Measure', align: 'left', shrinks: true },
  { title: 'Window', align: 'left' },
  { title: 'Credited', align: 'right' },
  { title: 'Quota', align: 'right' },
  { title: 'Attainment', align: 'right' },
];

function nextTiers(standing: MeasureStanding | undefined): readonly string[] {
  return (standing?.next ?? []).map(
    ({ component, from, pays, distance }) =>
      `${INDENT}  → ${groupedAmount(distance)} more reaches ${groupedAmount(from)}, where ${component} pays ${pays}`,
  );
}

function yearToDate({ yearToDate: year }: Statement, page: Page): readonly string[] {
  const figures = (['earned', 'payable', 'paid'] as const).map(
    (figure) => `${figure === 'payable' ? 'became payable' : figure} ${groupedAmount(year[figure])}`,
  );
  return [sectionTitle(`YEAR TO DATE, since ${year.from}`, page), INDENT + figures.join('     ')];
}

function problems({ problems: found }: Statement, page: Page): readonly string[] {
  if (found.length === 0) return [];
  const text = found.flatMap((each) => formatProblem(each).split('\n'));
  return [sectionTitle('PROBLEMS', page), ...text.map((line) => page.style.warning(INDENT + line))];
}

function footer({ madeFrom, plans, components }: Statement, { width, style }: Page): readonly string[] {
  const { change, rulesHash, inputsHash, engineVersion } = madeFrom;
  const short = (hash: string) => hash.slice(0, 12);
  const versions = plans.map(({ plan, hash }) => `${plan} ${short(hash)}`).join(', ');
  const example = components.flatMap(({ lines }) => lines)[0];
  const made = `Made from change ${change}, rules ${short(rulesHash)}, inputs ${short(inputsHash)}, Attain ${engineVersion}; plans: ${versions}.`;
  return [
    ...(example === undefined ? [] : [`How a line came about: attain explain ${example.id}`]),
    ...wrapped(made, width),
  ].map(style.faint);
}

function isZero(amount: string): boolean {
  return /^-?0(\.0+)?$/.test(amount);
}
