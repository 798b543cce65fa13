import { groupedAmount } from '../money/readable-amount.js';
import { adjustmentText } from './adjustment-text.js';
import { payableAtOnce } from './payable-at-once.js';
import { shareText } from './share-text.js';
import type { Statement, StatementShare } from './statement.js';
import { atBothEnds, plainLine, wrapped } from './text-layout.js';
import { INDENT, type Page, sectionTitle } from './text-page.js';

/**
 * The section of a statement that tells of which deals something became payable, and by what.
 *
 * @example
 * releasedText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function releasedText(statement: Statement, page: Page): readonly string[] {
  const { releases, balances } = statement;
  if (releases.length === 0) return [];
  const rest = payableAtOnce(statement);
  return [
    sectionTitle('BECAME PAYABLE', page),
    ...releases.flatMap(({ deal, component, amount, shares, adjusts }) => [
      ...atBothEnds(INDENT + place(deal, component), groupedAmount(amount), page.width),
      ...(adjusts === undefined ? [] : [page.style.faint(`${INDENT}  · ${adjustmentText(adjusts)}`)]),
      ...(amount.startsWith('-') ? [page.style.faint(`${INDENT}  · ${TAKEN_BACK}`)] : []),
      ...sharesText(
        shares.filter(({ reached }) => reached !== '0%'),
        page,
      ),
    ]),
    ...(rest === null
      ? []
      : atBothEnds(`${INDENT}What is payable as soon as it is earned`, groupedAmount(rest), page.width)),
    ...atBothEnds(`${INDENT}Together`, groupedAmount(balances.payable), page.width),
  ];
}

const TAKEN_BACK = 'less is due by now than was released before, so the difference is taken back';

/**
 * The section of a statement that tells what is earned and not payable yet, and what it waits for.
 *
 * @example
 * heldText(statement, { width: 100, style: PLAIN_STYLE })
 */
export function heldText(statement: Statement, page: Page): readonly string[] {
  const { held: waiting, balances: balance } = statement;
  if (waiting.length === 0) return [];
  return [
    sectionTitle('STILL HELD, AND WHY', page),
    ...waiting.flatMap(({ deal, component, amount, shares }) => [
      ...atBothEnds(INDENT + place(deal, component), groupedAmount(amount), page.width),
      ...sharesText(
        shares.filter(({ reached }) => reached !== '100%'),
        page,
      ),
    ]),
    ...atBothEnds(`${INDENT}Together`, groupedAmount(balance.closingHeld), page.width),
  ];
}

function place(deal: string | null, component: string): string {
  return deal === null ? component : `${plainLine(deal)}, ${component}`;
}

function sharesText(shares: readonly StatementShare[], { width, style }: Page): readonly string[] {
  return shares.flatMap((share) => {
    const lines = wrapped(shareText(share), width - 6);
    return lines.map((line, number) => style.faint(`${INDENT}${number === 0 ? '  · ' : '    '}${line}`));
  });
}
