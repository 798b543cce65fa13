import { lineNotes } from '../../../ledger/line-notes.js';
import { lineRate } from '../../../ledger/line-rate.js';
import { lineReason } from '../../../ledger/line-reason.js';
import type { Statement, StatementComponent, StatementLine } from '../../../ledger/statement.js';
import { plainLine } from '../../../ledger/text-layout.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import { lineHeight, type Paper } from './pdf-paper.js';
import { drawSection } from './pdf-summary.js';
import { drawTable, type PdfColumn, type PdfRow } from './pdf-table.js';
import { PDF_TYPES } from './pdf-type.js';

const COLUMNS: readonly PdfColumn[] = [
  { title: 'Line', width: 30, align: 'right' },
  { title: 'Date', width: 51 },
  { title: 'Deal', width: 'rest' },
  { title: 'For', width: 60 },
  { title: 'Share', width: 42, align: 'right' },
  { title: 'Your part', width: 70, align: 'right' },
  { title: 'Toward quota', width: 70, align: 'right' },
  { title: 'Rate', width: 44, align: 'right' },
  { title: 'Earned', width: 70, align: 'right', type: PDF_TYPES.cellStrong },
];

/**
 * What was earned, component by component and line by line.
 *
 * @example
 * drawEarned(paper, statement);
 */
export function drawEarned(paper: Paper, statement: Statement): void {
  const { components } = statement;
  drawSection(paper, 'Earned');
  if (components.length === 0) {
    paper.block('P', 'Nothing was earned in this period.', PDF_TYPES.body);
    paper.y += 12;
    return;
  }
  const several = new Set(components.map(({ assignment }) => assignment)).size > 1;
  for (const component of components) {
    drawComponentTitle(paper, component, several);
    drawTable(paper, COLUMNS, rowsOf(component, statement));
    paper.y += 6;
  }
  if (components.some(({ lines }) => lines.some((line) => lineRate(line, statement) !== null))) {
    paper.block('P', RATE_NOTE, PDF_TYPES.note);
    paper.y += 8;
  }
}

const RATE_NOTE =
  'Rate: what the line earned as a part of your part of the deal, over all tiers, factors and limits, rounded to two decimals.';

function drawComponentTitle(
  paper: Paper,
  { component, measure, assignment, payable }: StatementComponent,
  several: boolean,
): void {
  const { group, note } = PDF_TYPES;
  const name = plainLine(several ? `${component} (${assignment})` : component);
  paper.need(lineHeight(group) + 50);
  paper.tagged('H3', () => {
    paper.text(name, group, { x: paper.left, y: paper.y });
    const x = paper.left + paper.widthOf(name, group) + 6;
    paper.text(`paid on ${plainLine(measure)}`, note, { x, y: paper.y + 1.2 });
    const became = `became payable ${groupedAmount(payable)}`;
    paper.text(became, note, { x: paper.left, y: paper.y + 1.2, width: paper.width, align: 'right' });
  });
  paper.y += lineHeight(group) + 1;
}

function* rowsOf({ lines, earned }: StatementComponent, statement: Statement): Generator<PdfRow> {
  for (const line of lines) {
    yield { cells: cellsOf(line, statement), notes: lineNotes(line, statement.period) };
  }
  yield { cells: ['', '', 'Together', '', '', '', '', '', groupedAmount(earned)], isTotal: true };
}

function cellsOf(line: StatementLine, statement: Statement): readonly string[] {
  const { id, date, deal, share, base, credited, amount } = line;
  return [
    id.slice(id.lastIndexOf('.') + 1),
    date,
    plainLine(deal ?? '–'),
    lineReason(line),
    share ?? '',
    base === null ? '' : groupedAmount(base),
    credited === null ? '' : groupedAmount(credited),
    lineRate(line, statement) ?? '',
    groupedAmount(amount),
  ];
}
