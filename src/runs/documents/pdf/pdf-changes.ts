import type { PriorPeriodAdjustment } from '../../../ledger/prior-period-adjustment.js';
import type { Statement } from '../../../ledger/statement.js';
import { plainLine } from '../../../ledger/text-layout.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import type { Paper } from './pdf-paper.js';
import { drawSection } from './pdf-summary.js';
import { drawTable, type PdfColumn, type PdfRow } from './pdf-table.js';
import { PDF_TYPES } from './pdf-type.js';

const AMOUNT: PdfColumn = {
  title: 'Amount',
  width: 80,
  align: 'right',
  type: PDF_TYPES.cellStrong,
};

/**
 * What of the statement changes what belongs to closed periods: which of them, and what was changed. The amounts are
 * part of what is earned and payable above.
 *
 * @example
 * drawPriorPeriods(paper, statement);
 */
export function drawPriorPeriods(paper: Paper, { components, releases }: Statement): void {
  const earned = components.flatMap(({ lines }) =>
    lines.flatMap((line) => (line.adjusts === undefined ? [] : [changeRow('earned', line, line.adjusts)])),
  );
  const payable = releases.flatMap((release) =>
    release.adjusts === undefined ? [] : [changeRow('payable', release, release.adjusts)],
  );
  if (earned.length + payable.length === 0) return;
  drawSection(paper, 'Adjustments of closed periods');
  paper.block('P', 'These amounts are part of what is earned and became payable above.', PDF_TYPES.note);
  drawTable(
    paper,
    [
      { title: 'Closed period', width: 66 },
      { title: 'Deal', width: 110 },
      { title: 'What was changed, and why', width: 'rest' },
      { title: 'Changes', width: 48 },
      AMOUNT,
    ],
    [...earned, ...payable],
  );
  paper.y += 10;
}

function changeRow(
  changes: 'earned' | 'payable',
  {
    deal,
    component,
    amount,
  }: { readonly deal: string | null; readonly component: string; readonly amount: string },
  { period, cause, change, source }: PriorPeriodAdjustment,
): PdfRow {
  const what = `${plainLine(source)} (${cause}, change ${change})`;
  return { cells: [period, plainLine(deal ?? component), what, changes, groupedAmount(amount)] };
}

/**
 * What was added by hand, or taken off, why, and by whom; nothing where nothing was.
 *
 * @example
 * drawAdjustments(paper, statement);
 */
export function drawAdjustments(paper: Paper, { adjustments, balances }: Statement): void {
  if (adjustments.length === 0) return;
  drawSection(paper, 'Adjusted by hand');
  const rows = adjustments.map(({ adjustment, amount, reason, attachment, maker, approver }) => ({
    cells: [
      `${adjustment}`,
      plainLine(attachment === null ? reason : `${reason} (${attachment})`),
      plainLine(maker),
      plainLine(approver),
      groupedAmount(amount),
    ],
  }));
  const total = { cells: ['', 'Adjusted', '', '', groupedAmount(balances.adjusted)], isTotal: true };
  drawTable(
    paper,
    [
      { title: 'No.', width: 30, align: 'right' },
      { title: 'Reason', width: 'rest' },
      { title: 'Made by', width: 80 },
      { title: 'Approved by', width: 80 },
      AMOUNT,
    ],
    [...rows, total],
  );
  paper.y += 10;
}
