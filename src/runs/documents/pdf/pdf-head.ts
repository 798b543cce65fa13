import { addDays } from '../../../calendar/civil-date.js';
import type { Statement } from '../../../ledger/statement.js';
import { plainLine } from '../../../ledger/text-layout.js';
import { groupedAmount } from '../../../money/readable-amount.js';
import { type DocumentHeading, dayInWords, standingOf, statementId } from '../document-heading.js';
import { lineHeight, type Paper } from './pdf-paper.js';
import { ACCENT, PDF_TYPES, TINT } from './pdf-type.js';

/** What a statement is called. */
export const STATEMENT_TITLE = 'Incentive compensation statement';

/** The width of the column of facts at the right, in points. */
const FACTS = 235;

/**
 * The head of the first page: whose statement it is, of which period, whether it is final, and what it comes to.
 *
 * @example
 * drawHead(paper, statement, heading);
 */
export function drawHead(paper: Paper, statement: Statement, heading: DocumentHeading): void {
  const { company, title } = PDF_TYPES;
  const top = paper.y;
  paper.tagged('P', () => paper.text(plainLine(heading.company), company, { x: paper.left, y: top }));
  paper.tagged('H1', () =>
    paper.text(STATEMENT_TITLE, title, { x: paper.left, y: top + 5, width: paper.width, align: 'right' }),
  );
  paper.y += lineHeight(company) + 6;
  paper.artifact(() => paper.rule(paper.y, { color: ACCENT, points: 1.4 }));
  paper.y += 14;
  drawParties(paper, statement, heading);
  drawStanding(paper, statement);
  drawFigures(paper, statement);
}

function drawParties(paper: Paper, statement: Statement, heading: DocumentHeading): void {
  const { payee, plans } = statement;
  const { label, name, body } = PDF_TYPES;
  const top = paper.y;
  const width = paper.width - FACTS - 20;
  const write = (text: string, type: typeof label | typeof name | typeof body) => {
    for (const line of paper.wrapped(plainLine(text), type, width)) {
      paper.tagged('P', () => paper.text(line, type, { x: paper.left, y: paper.y }));
      paper.y += lineHeight(type);
    }
  };
  write('Statement for', label);
  write(payee.name, name);
  write(`Payee ${payee.id}`, body);
  paper.y += 5;
  write(plans.length === 1 ? 'Plan' : 'Plans', label);
  if (plans.length === 0) write('None in this period', body);
  for (const { plan, title, from, to } of plans) {
    write(`${title === null ? plan : `${title} (${plan})`}, ${from} to ${addDays(to, -1)}`, body);
  }
  const below = paper.y;
  paper.y = top;
  drawFacts(paper, factsOf(statement, heading));
  paper.y = Math.max(paper.y, below) + 10;
}

type Fact = readonly [label: string, text: string];

function factsOf(statement: Statement, { payGroup }: DocumentHeading): readonly Fact[] {
  const { period, currency, asOf, closed } = statement;
  return [
    ['Statement', statementId(statement)],
    ['Pay period', `${dayInWords(period.from)} to ${dayInWords(addDays(period.to, -1))}`],
    ['As of', dayInWords(asOf)],
    ['Currency', currency],
    ...(payGroup === null ? [] : ([['Pay group', payGroup]] as const)),
    ['Status', closed === undefined ? standingOf(statement).title : `Closed, closing ${closed.closing}`],
  ];
}

function drawFacts(paper: Paper, facts: readonly Fact[]): void {
  const { label, body } = PDF_TYPES;
  const x = paper.right - FACTS;
  const indent = 62;
  for (const [name, text] of facts) {
    const lines = paper.wrapped(plainLine(text), body, FACTS - indent);
    const top = paper.y;
    paper.tagged('P', () => {
      paper.text(name, label, { x, y: top + 0.5 });
      for (const [place, line] of lines.entries()) {
        paper.text(line, body, { x: x + indent, y: top + place * lineHeight(body) });
      }
    });
    paper.y += lineHeight(body) * lines.length + 2;
  }
}

function drawStanding(paper: Paper, statement: Statement): void {
  const { isFinal, title, sentence } = standingOf(statement);
  const type = isFinal ? PDF_TYPES.done : PDF_TYPES.warning;
  const { body } = PDF_TYPES;
  const indent = paper.widthOf(title.toUpperCase(), type) + 22;
  const lines = paper.wrapped(plainLine(sentence), body, paper.width - indent - 10);
  const height = lineHeight(body) * lines.length + 10;
  const top = paper.y;
  paper.artifact(() => {
    paper.shade(paper.left, top, paper.width, height, isFinal ? '#e9f4ed' : '#fdf0e3');
    paper.shade(paper.left, top, 3, height, type.color);
  });
  paper.tagged('P', () => {
    paper.text(title.toUpperCase(), type, { x: paper.left + 12, y: top + 5 });
    for (const [place, line] of lines.entries()) {
      paper.text(line, body, { x: paper.left + indent, y: top + 5.3 + place * lineHeight(body) });
    }
  });
  paper.y += height + 10;
}

/** The four figures that a reader looks for first. */
function drawFigures(paper: Paper, { balances, currency }: Statement): void {
  const gap = 8;
  const width = (paper.width - 3 * gap) / 4;
  const height = 44;
  const figures: readonly Fact[] = [
    ['Earned in this period', balances.earned],
    ['Became payable', balances.payable],
    ['Still held', balances.closingHeld],
    ['Paid', balances.paid],
  ];
  for (const [place, [name, amount]] of figures.entries()) {
    const isPaid = name === 'Paid';
    const x = paper.left + place * (width + gap);
    paper.artifact(() => paper.shade(x, paper.y, width, height, isPaid ? ACCENT : TINT));
    paper.tagged('P', () => {
      const label = isPaid ? PDF_TYPES.labelOnAccent : PDF_TYPES.label;
      paper.text(`${name}, ${currency}`, label, { x: x + 9, y: paper.y + 8 });
      drawFigure(paper, groupedAmount(amount), isPaid, { x: x + 9, y: paper.y + 20, width: width - 18 });
    });
  }
  paper.y += height + 16;
}

/** Smaller where it would be too wide. */
function drawFigure(
  paper: Paper,
  text: string,
  isPaid: boolean,
  place: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const type = isPaid ? PDF_TYPES.figureOnAccent : PDF_TYPES.figure;
  const size = Math.min(type.size, (type.size * place.width) / paper.widthOf(text, type));
  paper.text(text, { ...type, size }, { x: place.x, y: place.y + (type.size - size) / 2 });
}
