import { payableAtOnce } from '../../../ledger/payable-at-once.js';
import { releaseNotes } from '../../../ledger/release-notes.js';
import { shareText } from '../../../ledger/share-text.js';
import type { Statement, StatementRelease, StatementShare } from '../../../ledger/statement.js';
import { plainLine } from '../../../ledger/text-layout.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import type { Paper } from './pdf-paper.js';
import { drawSection } from './pdf-summary.js';
import { drawTable, type PdfColumn, type PdfRow } from './pdf-table.js';
import { PDF_TYPES } from './pdf-type.js';

const DEAL: PdfColumn = { title: 'Deal', width: 'rest' };
const COMPONENT: PdfColumn = { title: 'Component', width: 170 };

const AMOUNT: PdfColumn = {
  title: 'Amount',
  width: 90,
  align: 'right',
  type: PDF_TYPES.cellStrong,
};

/**
 * What became payable of which deal and by what; nothing where all is payable as soon as it is earned.
 *
 * @example
 * drawReleased(paper, statement);
 */
export function drawReleased(paper: Paper, statement: Statement): void {
  const { releases, balances } = statement;
  if (releases.length === 0) return;
  const atOnce = payableAtOnce(statement);
  drawSection(paper, 'Became payable');
  drawTable(
    paper,
    [DEAL, COMPONENT, AMOUNT],
    (function* rows(): Generator<PdfRow> {
      for (const release of releases) yield { cells: cellsOf(release), notes: releaseNotes(release) };
      if (atOnce !== null) {
        yield { cells: ['What is payable as soon as it is earned', '', groupedAmount(atOnce)] };
      }
      yield { cells: ['Became payable', '', groupedAmount(balances.payable)], isTotal: true };
    })(),
  );
  paper.y += 10;
}

/**
 * What is earned and not payable yet, and what it waits for; nothing where nothing is held.
 *
 * @example
 * drawHeld(paper, statement);
 */
export function drawHeld(paper: Paper, { held, balances }: Statement): void {
  if (held.length === 0) return;
  drawSection(paper, 'Still held, and what it waits for');
  drawTable(
    paper,
    [DEAL, COMPONENT, AMOUNT],
    (function* rows(): Generator<PdfRow> {
      for (const each of held) {
        yield { cells: cellsOf(each), notes: sharesText(each.shares, ({ reached }) => reached !== '100%') };
      }
      yield { cells: ['Still held', '', groupedAmount(balances.closingHeld)], isTotal: true };
    })(),
  );
  paper.y += 10;
}

function cellsOf({ deal, component, amount }: Pick<StatementRelease, 'deal' | 'component' | 'amount'>) {
  return [plainLine(deal ?? 'All deals together'), plainLine(component), groupedAmount(amount)];
}

function sharesText(
  shares: readonly StatementShare[],
  isShown: (share: StatementShare) => boolean,
): readonly string[] {
  return shares.filter(isShown).map(shareText);
}
