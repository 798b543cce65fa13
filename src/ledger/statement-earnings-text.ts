import { groupedAmount } from '../money/readable-amount.js';
import { lineNotes } from './line-notes.js';
import { lineReason } from './line-reason.js';
import type { Statement, StatementComponent, StatementLine } from './statement.js';
import { alignedTable, atBothEnds, plainLine, type TextColumn } from './text-layout.js';
import { INDENT, type Page, sectionTitle } from './text-page.js';

/**
 * The section of a statement that lists what was earned, component by component and line by line.
 *
 * @example
 * earningsText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function earningsText(statement: Statement, page: Page): readonly string[] {
  const { components } = statement;
  if (components.length === 0)
    return [sectionTitle('EARNED', page), `${INDENT}Nothing was earned in this period.`];
  return [
    sectionTitle('EARNED', page),
    ...components.flatMap((component, place) => [
      ...(place === 0 ? [] : ['']),
      ...earnedBy(component, statement, page),
    ]),
  ];
}

function earnedBy(component: StatementComponent, statement: Statement, page: Page): readonly string[] {
  const { lines, earned, payable } = component;
  const several = new Set(statement.components.map(({ assignment }) => assignment)).size > 1;
  const plan = several ? `, ${component.assignment}` : '';
  const name = `${component.component}, paid on ${component.measure}${plan}`;
  const totals = `earned ${groupedAmount(earned)}, became payable ${groupedAmount(payable)}`;
  const heading = atBothEnds(name, totals, page.width);
  if (lines.length === 0) return heading;
  const [titles = '', ...rows] = alignedTable(LINE_COLUMNS, lines.map(lineCells), page.width - INDENT.length);
  return [
    ...heading,
    page.style.faint(INDENT + titles),
    ...rows.flatMap((row, place) => [INDENT + row, ...notes(lines[place], statement, page)]),
  ];
}

const LINE_COLUMNS: readonly TextColumn[] = [
  { title: 'Line', align: 'right' },
  { title: 'Date', align: 'left' },
  { title: 'Deal', align: 'left', shrinks: true },
  { title: 'For', align: 'left' },
  { title: 'Share', align: 'right' },
  { title: 'Your part', align: 'right' },
  { title: 'Toward quota', align: 'right' },
  { title: 'Earned', align: 'right' },
];

function lineCells(line: StatementLine): readonly string[] {
  return [
    lineNumber(line),
    line.date,
    plainLine(line.deal ?? '–'),
    lineReason(line),
    line.share ?? '',
    line.base === null ? '' : groupedAmount(line.base),
    line.credited === null ? '' : groupedAmount(line.credited),
    groupedAmount(line.amount),
  ];
}

/** What stands after the last point of a line's id. */
function lineNumber({ id }: StatementLine): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

function notes(line: StatementLine | undefined, { period }: Statement, { style }: Page): readonly string[] {
  if (line === undefined) return [];
  return lineNotes(line, period).map((note) => style.faint(`${INDENT}      ↳ ${note}`));
}
