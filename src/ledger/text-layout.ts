/** A column of an aligned table. */
export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Whether the column may be cut off with `…` where the table is too wide. */
  readonly shrinks?: boolean;
}

const GAP = '  ';
const LEAST_WIDTH = 6;

/**
 * Rows as lines of aligned columns, the titles first; at most `width` wide where a column may shrink.
 *
 * @example
 * alignedTable([{ title: 'Deal', align: 'left' }, { title: 'Amount', align: 'right' }], [['D-1', '8.00']], 40)
 * // ['Deal  Amount', 'D-1     8.00']
 */
export function alignedTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, place) => Math.max(...all.map((row) => (row[place] ?? '').length)));
  const total = widths.reduce((sum, each) => sum + each, GAP.length * (columns.length - 1));
  const shrinking = columns.findIndex(({ shrinks }) => shrinks === true);
  const natural = widths[shrinking];
  if (natural !== undefined && total > width) {
    widths[shrinking] = Math.max(LEAST_WIDTH, natural - (total - width));
  }
  return all.map((row) =>
    columns
      .map(({ align }, place) => cell(row[place] ?? '', widths[place] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}

function cell(text: string, width: number, align: TextColumn['align']): string {
  const fitting = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return align === 'right' ? fitting.padStart(width) : fitting.padEnd(width);
}

/**
 * A text as lines of at most `width`, broken at blanks; a word that is longer stands alone.
 *
 * @example
 * wrapped('waits for the cash', 10) // ['waits for', 'the cash']
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/**
 * Two texts at the ends of one line; on two lines where they do not fit on one.
 *
 * @example
 * atBothEnds('Ada Byron', '2026-03', 20) // ['Ada Byron    2026-03']
 */
export function atBothEnds(left: string, right: string, width: number): readonly string[] {
  const space = width - left.length - right.length;
  if (space < GAP.length) return [left, right.padStart(width)];
  return [`${left}${' '.repeat(space)}${right}`];
}

/**
 * A text from the data as one line: line breaks and control characters become spaces, so that a name cannot
 * pretend to be a line of the page or steer the terminal.
 *
 * @example
 * plainLine('Ada\u001b[31m') // 'Ada [31m'
 */
export function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
