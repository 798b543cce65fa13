import { addDays } from '../../../calendar/civil-date.js';
import type { MeasureStanding, Statement } from '../../../ledger/statement.js';
import { plainLine } from '../../../ledger/text-layout.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import { formatProblem } from '../../../problems/format-problem.js';
import { statementId } from '../document-heading.js';
import type { Paper } from './pdf-paper.js';
import { drawSection } from './pdf-summary.js';
import { drawTable, type PdfColumn } from './pdf-table.js';
import { PDF_TYPES } from './pdf-type.js';

const COLUMNS: readonly PdfColumn[] = [
  { title: 'Measure', width: 'rest' },
  { title: 'Window', width: 120 },
  { title: 'Credited', width: 85, align: 'right' },
  { title: 'Quota', width: 85, align: 'right' },
  { title: 'Attainment', width: 60, align: 'right', type: PDF_TYPES.cellStrong },
];

/**
 * Where the payee stands in each measure, and the way to the next tier.
 *
 * @example
 * drawAttainment(paper, statement);
 */
export function drawAttainment(paper: Paper, { attainments }: Statement): void {
  if (attainments.length === 0) return;
  drawSection(paper, 'Attainment');
  const rows = attainments.map((standing) => ({
    cells: [
      plainLine(standing.measure),
      `${standing.window.from} to ${addDays(standing.window.to, -1)}`,
      groupedAmount(standing.credited),
      standing.quota === null ? 'no quota' : groupedAmount(standing.quota),
      standing.attainment ?? '–',
    ],
    notes: nextTiers(standing),
  }));
  drawTable(paper, COLUMNS, rows);
  paper.y += 10;
}

function nextTiers({ next }: MeasureStanding): readonly string[] {
  return next.map(
    ({ component, from, pays, distance }) =>
      `${groupedAmount(distance)} more reaches ${groupedAmount(from)}, where ${plainLine(component)} pays ${pays}`,
  );
}

/**
 * What stands against the statement; nothing where nothing does.
 *
 * @example
 * drawProblems(paper, statement);
 */
export function drawProblems(paper: Paper, { problems }: Statement): void {
  if (problems.length === 0) return;
  drawSection(paper, 'Problems');
  for (const each of problems) {
    for (const line of formatProblem(each).split('\n')) paper.block('P', line.trim(), PDF_TYPES.body);
    paper.y += 3;
  }
  paper.y += 7;
}

/**
 * What the statement was made from, in full, so that it can be made again and compared.
 *
 * @example
 * drawOrigin(paper, statement);
 */
export function drawOrigin(paper: Paper, statement: Statement): void {
  const { madeFrom, plans, closed } = statement;
  drawSection(paper, 'About this statement');
  const hashes = plans.map(({ plan, hash }) => [`Plan ${plan}`, hash]);
  const rows = [
    ['Statement', statementId(statement)],
    ['Records and rules', `as of change ${madeFrom.change}`],
    ['Rules', madeFrom.rulesHash],
    ['Inputs', madeFrom.inputsHash],
    ...hashes,
    ...(closed === undefined ? [] : [['Statement as closed', closed.hash]]),
    ['Calculated by', `Attain ${madeFrom.engineVersion}`],
  ].map((cells) => ({ cells: cells.map(plainLine) }));
  paper.block('P', ABOUT, PDF_TYPES.note);
  drawTable(
    paper,
    [
      { title: 'Made from', width: 110 },
      { title: 'Number or SHA-256', width: 'rest' },
    ],
    rows,
  );
}

const ABOUT =
  'Amounts are before taxes and other deductions. Each line has a number, by which it can be explained step by step. The same records and rules always give this same statement.';
