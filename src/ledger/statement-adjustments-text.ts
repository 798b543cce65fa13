import { groupedAmount } from '../money/readable-amount.js';
import type { Statement } from './statement.js';
import { alignedTable, plainLine, type TextColumn } from './text-layout.js';
import { INDENT, type Page, sectionTitle } from './text-page.js';

/**
 * The section that tells what was added by hand, or taken off, why, and by whom; nothing where nothing was.
 *
 * @example
 * adjustmentsText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function adjustmentsText({ adjustments }: Statement, page: Page): readonly string[] {
  if (adjustments.length === 0) return [];
  const [titles = '', ...rows] = alignedTable(
    COLUMNS,
    adjustments.map(({ adjustment, amount, reason, attachment, maker, approver }) => [
      `${adjustment}`,
      plainLine(attachment === null ? reason : `${reason} (${attachment})`),
      plainLine(maker),
      plainLine(approver),
      groupedAmount(amount),
    ]),
    page.width - INDENT.length,
  );
  return [
    sectionTitle('ADJUSTMENTS', page),
    page.style.faint(INDENT + titles),
    ...rows.map((row) => INDENT + row),
  ];
}

const COLUMNS: readonly TextColumn[] = [
  { title: 'No.', align: 'right' },
  { title: 'Reason', align: 'left', shrinks: true },
  { title: 'Made by', align: 'left' },
  { title: 'Approved by', align: 'left' },
  { title: 'Amount', align: 'right' },
];
