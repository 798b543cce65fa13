import { addDays } from '../calendar/civil-date.js';
import { groupedAmount } from '../money/readable-amount.js';
import { formatProblem } from '../problems/format-problem.js';
import { payoutSentence } from './payout-sentence.js';
import type { MeasureStanding, Statement } from './statement.js';
import { adjustmentsText } from './statement-adjustments-text.js';
import { balancesText, owedText, yearText } from './statement-balances-text.js';
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
    balancesText(statement),
    payoutText(statement, page),
    owedText(statement, page),
    earningsText(statement, page),
    releasedText(statement, page),
    heldText(statement, page),
    adjustmentsText(statement, page),
    attainment(statement, page),
    yearText(statement, page),
    problems(statement, page),
    footer(statement, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header(statement: Statement, { width, style }: Page): readonly string[] {
  const { payee, period, currency, plans, status, asOf, closed } = statement;
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
    ...(closed === undefined ? [] : [`Closed on ${closed.at.slice(0, 10)} by ${plainLine(closed.by)}.`]),
    ...(status === 'incomplete'
      ? [style.warning('INCOMPLETE: figures are missing or may change. See the problems below.')]
      : []),
  ];
}

function payoutText(statement: Statement, { width }: Page): readonly string[] {
  const sentence = payoutSentence(statement);
  return sentence === null ? [] : wrapped(sentence, width);
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
