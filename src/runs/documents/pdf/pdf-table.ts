import type { PdfElement } from 'pdfkit';
import { lineHeight, type Paper } from './pdf-paper.js';
import { ACCENT, PDF_TYPES, type PdfType } from './pdf-type.js';

/** A column of a table; one of them takes what width is left. */
export interface PdfColumn {
  readonly title: string;
  /** In points, with the space around the text. */
  readonly width: number | 'rest';
  readonly align?: 'left' | 'right';
  readonly type?: PdfType;
}

/** A row of a table, and what is said below it over the whole width. */
export interface PdfRow {
  readonly cells: readonly string[];
  readonly notes?: readonly string[];
  /** Whether it sums what stands above it. */
  readonly isTotal?: boolean;
}

/** The space beside and above the text of a cell, in points. */
const BESIDE = 3;
const ABOVE = 2.6;
/** How far notes stand in, in points. */
const NOTE_INDENT = 14;

interface PlacedColumn extends PdfColumn {
  readonly x: number;
  readonly points: number;
}

/**
 * A table below what is there, over as many pages as it takes; each of them shows the titles of the columns. A row is
 * never parted, but what is said below it may go on over the page.
 *
 * @example
 * drawTable(paper, [{ title: 'Deal', width: 'rest' }, { title: 'Amount', width: 70, align: 'right' }], rows);
 */
export function drawTable(paper: Paper, columns: readonly PdfColumn[], rows: Iterable<PdfRow>): void {
  const placed = placedColumns(paper, columns);
  const table = paper.element('Table');
  const firstRow = 2 * ABOVE + lineHeight(PDF_TYPES.cell);
  paper.need(titleHeight() + firstRow);
  const titles = paper.element('TR', table);
  drawTitles(paper, placed, (draw) => {
    const cell = paper.element('TH', titles, { scope: 'Column' });
    paper.inside(cell, 'TH', draw);
    cell.end();
  });
  titles.end();
  for (const row of rows) drawRow(paper, table, placed, row);
  table.end();
  paper.y += 4;
}

function placedColumns(paper: Paper, columns: readonly PdfColumn[]): readonly PlacedColumn[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width === 'rest' ? 0 : width), 0);
  let x = paper.left;
  return columns.map((column) => {
    const points = column.width === 'rest' ? paper.width - fixed : column.width;
    const placed = { ...column, x, points };
    x += points;
    return placed;
  });
}

function titleHeight(): number {
  return lineHeight(PDF_TYPES.columnTitle) + 2 * ABOVE;
}

function drawTitles(paper: Paper, columns: readonly PlacedColumn[], tag: (draw: () => void) => void): void {
  for (const column of columns) {
    const place = { ...inColumn(column), y: paper.y + ABOVE };
    tag(() => paper.text(column.title, PDF_TYPES.columnTitle, place));
  }
  paper.y += titleHeight();
  paper.artifact(() => paper.rule(paper.y, { color: ACCENT, points: 0.8 }));
}

function drawRow(
  paper: Paper,
  table: PdfElement,
  columns: readonly PlacedColumn[],
  { cells, notes = [], isTotal = false }: PdfRow,
): void {
  const typeOf = ({ type }: PlacedColumn): PdfType =>
    isTotal ? PDF_TYPES.cellStrong : (type ?? PDF_TYPES.cell);
  const texts = columns.map((column, place) =>
    paper.wrapped(cells[place] ?? '', typeOf(column), column.points - 2 * BESIDE),
  );
  const step = lineHeight(PDF_TYPES.cell);
  const height = step * Math.max(1, ...texts.map(({ length }) => length)) + 2 * ABOVE;
  keepTogether(paper, columns, height + (notes.length > 0 ? lineHeight(PDF_TYPES.note) : 0));
  if (isTotal) paper.artifact(() => paper.rule(paper.y, { color: ACCENT, points: 0.8 }));
  const row = paper.element('TR', table);
  for (const [place, column] of columns.entries()) {
    const cell = paper.element('TD', row);
    paper.inside(cell, 'TD', () => {
      for (const [line, text] of (texts[place] ?? []).entries()) {
        if (text === '') continue;
        paper.text(text, typeOf(column), { ...inColumn(column), y: paper.y + ABOVE + line * step });
      }
    });
    cell.end();
  }
  row.end();
  paper.y += height;
  if (notes.length > 0) drawNotes(paper, table, columns, notes);
  if (!isTotal) paper.artifact(() => paper.rule(paper.y));
}

/** Turns the page where a row has no room, and shows the titles again, to the eye only. */
function keepTogether(paper: Paper, columns: readonly PlacedColumn[], height: number): void {
  if (paper.need(height)) drawTitles(paper, columns, (draw) => paper.artifact(draw));
}

function drawNotes(
  paper: Paper,
  table: PdfElement,
  columns: readonly PlacedColumn[],
  notes: readonly string[],
): void {
  const type = PDF_TYPES.note;
  const x = paper.left + NOTE_INDENT;
  const row = paper.element('TR', table);
  const cell = paper.element('TD', row);
  // Of a regular table every row has as many columns.
  cell.dictionary.data['A'] = { O: 'Table', ColSpan: columns.length };
  for (const note of notes) {
    for (const line of paper.wrapped(note, type, paper.right - x - BESIDE)) {
      keepTogether(paper, columns, lineHeight(type) + ABOVE);
      paper.inside(cell, 'TD', () => paper.text(line, type, { x, y: paper.y - 1 }));
      paper.y += lineHeight(type);
    }
  }
  cell.end();
  row.end();
  paper.y += ABOVE - 1;
}

function inColumn({ x, points, align = 'left' }: PlacedColumn) {
  return { x: x + BESIDE, width: points - 2 * BESIDE, align };
}
