import { addDays } from '../calendar/civil-date.js';
import { groupedAmount } from '../money/readable-amount.js';
import { adjustmentText } from './adjustment-text.js';
import { eventText } from './event-text.js';
import { limitText } from './limit-text.js';
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
    ...rows.flatMap((row, place) => [INDENT + row, ...lineNotes(lines[place], statement, page)]),
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
    reasonFor(line),
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

function reasonFor({ kind, event, amount }: StatementLine): string {
  switch (kind) {
    case 'credit':
      return event?.split(':')[0] ?? 'credit';
    case 'trueUp':
      return 're-rating';
    case 'reversal':
      return 'taken back';
    case 'objective':
      return plainLine(event ?? kind);
    case 'clawback':
      return amount.startsWith('-') ? 'clawback' : 'given back';
    case 'carried':
      return 'carried over';
    default:
      return kind;
  }
}

/** What a line is besides its row: one of an earlier window, or a correction. */
function lineNotes(
  line: StatementLine | undefined,
  { period }: Statement,
  { style }: Page,
): readonly string[] {
  if (line === undefined) return [];
  const notes: string[] = [];
  if (line.window.to <= period.from && !closesWithOthers(line, period)) {
    notes.push(`adjusts the window ${line.window.from} to ${addDays(line.window.to, -1)}, which is over`);
  }
  if (line.kind === 'reversal' || line.kind === 'clawback')
    notes.push(`by ${eventText(line.event ?? '', line.deal)}`);
  if (line.adjusts !== undefined) notes.push(adjustmentText(line.adjusts));
  if (line.corrects !== null) {
    const { before, period: first, because } = line.corrects;
    notes.push(`corrects ${groupedAmount(before)} posted before, first in ${first}`);
    for (const { deal, event, date } of because) {
      notes.push(`because ${eventText(event, deal)} took back ${plainLine(deal)} on ${date}`);
    }
  }
  if (line.converted !== null) {
    const { amount, currency, rate } = line.converted;
    notes.push(`${groupedAmount(amount)} ${currency} at a rate of ${rate}`);
  }
  notes.push(...line.limits.map(limitText));
  if (line.deals.length > 0) notes.push(`re-rates ${plainLine(line.deals.join(', '))}`);
  return notes.map((note) => style.faint(`${INDENT}      ↳ ${note}`));
}

/** Who leaves a pool or a contest in mid-window gets the share when the window closes for the others. */
function closesWithOthers({ kind, date }: StatementLine, { from }: Statement['period']): boolean {
  return (kind === 'pool' || kind === 'prize') && date >= from;
}
