import {
  type BalanceEntry,
  heldEntries,
  isZeroAmount,
  owedEntries,
  paidEntries,
} from '../../../ledger/balance-entries.js';
import { payoutSentence } from '../../../ledger/payout-sentence.js';
import type { Statement, YearToDate } from '../../../ledger/statement.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import { lineHeight, type Paper } from './pdf-paper.js';
import { ACCENT, PDF_TYPES } from './pdf-type.js';

const GAP = 24;

/**
 * What a statement comes to: from earned to held beside from payable to paid, what is owed of draws, and the year.
 *
 * @example
 * drawSummary(paper, statement);
 */
export function drawSummary(paper: Paper, statement: Statement): void {
  const { balances, yearToDate } = statement;
  const width = (paper.width - GAP) / 2;
  const right = paper.left + width + GAP;
  const owed = owedEntries(balances.owed);
  drawSection(paper, 'Summary');
  sideBySide(paper, [
    () => drawSum(paper, 'From earned to held', heldEntries(balances), paper.left, width),
    () => drawSum(paper, 'From payable to paid', paidEntries(balances), right, width),
  ]);
  const payout = payoutSentence(statement);
  if (payout !== null) {
    paper.block('P', payout, PDF_TYPES.body);
    paper.y += 10;
  }
  sideBySide(paper, [
    () =>
      drawSum(paper, `Year to date, since ${yearToDate.from}`, yearEntries(yearToDate), paper.left, width),
    ...(owed.length === 0 ? [] : [() => drawSum(paper, 'Owed of recoverable draws', owed, right, width)]),
  ]);
}

/**
 * The title of a section; it never stands alone at the foot of a page.
 *
 * @example
 * drawSection(paper, 'Earned');
 */
export function drawSection(paper: Paper, title: string): void {
  const { section } = PDF_TYPES;
  paper.need(lineHeight(section) + 60);
  paper.tagged('H2', () => paper.text(title, section, { x: paper.left, y: paper.y }));
  paper.y += lineHeight(section) + 4;
}

/** Draws parts from the same height on, and goes on below the longest. */
function sideBySide(paper: Paper, parts: readonly (() => void)[]): void {
  const top = paper.y;
  const ends = parts.map((draw) => {
    paper.y = top;
    draw();
    return paper.y;
  });
  paper.y = Math.max(...ends) + 10;
}

function drawSum(
  paper: Paper,
  title: string,
  entries: readonly BalanceEntry[],
  x: number,
  width: number,
): void {
  const { group, body } = PDF_TYPES;
  const table = paper.element('Table');
  const caption = paper.element('Caption', table);
  paper.inside(caption, 'Caption', () => paper.text(title, group, { x, y: paper.y }));
  caption.end();
  paper.y += lineHeight(group) + 2;
  for (const { sign, label, amount } of entries) {
    const isTotal = sign === '=';
    const type = isTotal ? { ...group, size: body.size } : body;
    const y = paper.y + 2;
    const strength = isTotal ? { color: ACCENT, points: 0.8 } : {};
    paper.artifact(() => paper.rule(paper.y, { from: x, to: x + width, ...strength }));
    const row = paper.element('TR', table);
    const name = paper.element('TH', row, { scope: 'Row' });
    paper.inside(name, 'TH', () => {
      if (sign === '+' || sign === '−') paper.text(sign, body, { x, y });
      paper.text(capitalized(label), type, { x: x + 10, y });
    });
    name.end();
    const figure = paper.element('TD', row);
    paper.inside(figure, 'TD', () =>
      paper.text(groupedAmount(amount), type, { x, y, width, align: 'right' }),
    );
    figure.end();
    row.end();
    paper.y += lineHeight(body) + 4;
  }
  table.end();
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function yearEntries(year: YearToDate): readonly BalanceEntry[] {
  const named = [
    ['earned', year.earned, true],
    ['became payable', year.payable, true],
    ['guaranteed', year.guaranteed, false],
    ['drawn', year.drawn, false],
    ['adjusted by hand', year.adjusted, false],
    ['recovered of draws', year.recovered, false],
    ['paid', year.paid, true],
  ] as const;
  return named
    .filter(([, amount, always]) => always || !isZeroAmount(amount))
    .map(([label, amount]) => ({ sign: label === 'paid' ? '=' : '', label, amount }));
}
