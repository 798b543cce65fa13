import type { Statement } from '../../ledger/statement.js';
import { plainLine } from '../../ledger/text-layout.js';
import { type DocumentHeading, standingOf, statementId } from './document-heading.js';
import { drawAdjustments, drawPriorPeriods } from './pdf/pdf-changes.js';
import { drawEarned } from './pdf/pdf-earned.js';
import { drawHead, STATEMENT_TITLE } from './pdf/pdf-head.js';
import { Paper } from './pdf/pdf-paper.js';
import { drawHeld, drawReleased } from './pdf/pdf-payable.js';
import { drawAttainment, drawOrigin, drawProblems } from './pdf/pdf-standing.js';
import { drawSummary } from './pdf/pdf-summary.js';
import { PDF_TYPES } from './pdf/pdf-type.js';

/**
 * A statement as a PDF that can be shown to a bank: tagged, with its fonts in it, and in equal bytes whenever it is
 * made again from an equal statement.
 *
 * @param options `compress: false` leaves the content as text
 * @example
 * const bytes = await statementPdf(statement, await documentHeading(db, statement));
 */
export async function statementPdf(
  statement: Statement,
  heading: DocumentHeading,
  { compress = true }: { readonly compress?: boolean } = {},
): Promise<Uint8Array> {
  const { payee, period, currency, asOf, closed } = statement;
  const about = plainLine(`${payee.name}, ${period.id}, ${currency}`);
  const paper = new Paper({
    title: `${STATEMENT_TITLE}: ${about}`,
    author: plainLine(heading.company),
    subject: `Statement ${plainLine(statementId(statement))}`,
    createdAt: new Date(closed?.at ?? `${asOf}T00:00:00Z`),
    compress,
  });
  const standing = standingOf(statement);
  paper.onEachFurtherPage(() => {
    const mark = standing.isFinal ? PDF_TYPES.done : PDF_TYPES.warning;
    const at = { x: paper.left, y: paper.y };
    paper.text(plainLine(`${heading.company}  ·  ${about}`), PDF_TYPES.label, at);
    const size = PDF_TYPES.label.size;
    paper.text(
      standing.title.toUpperCase(),
      { ...mark, size },
      { ...at, width: paper.width, align: 'right' },
    );
    paper.y += 12;
    paper.rule(paper.y);
    paper.y += 10;
  });
  drawHead(paper, statement, heading);
  drawSummary(paper, statement);
  drawEarned(paper, statement);
  drawReleased(paper, statement);
  drawHeld(paper, statement);
  drawPriorPeriods(paper, statement);
  drawAdjustments(paper, statement);
  drawAttainment(paper, statement);
  drawProblems(paper, statement);
  drawOrigin(paper, statement);
  return paper.finish((page, of, y) => drawFoot(paper, statement, { page, of, y }));
}

function drawFoot(
  paper: Paper,
  statement: Statement,
  { page, of, y }: { readonly page: number; readonly of: number; readonly y: number },
): void {
  const { inputsHash, rulesHash } = statement.madeFrom;
  const made = `Statement ${plainLine(statementId(statement))}  ·  inputs ${short(inputsHash)}  ·  rules ${short(rulesHash)}`;
  paper.rule(y);
  paper.text(made, PDF_TYPES.note, { x: paper.left, y: y + 5 });
  const place = { x: paper.left, y: y + 5, width: paper.width, align: 'right' } as const;
  paper.text(`Page ${page} of ${of}`, PDF_TYPES.note, place);
}

/** Enough of a hash to tell it by; it stands in full on the last page. */
function short(hash: string): string {
  return hash.slice(0, 12);
}
