/** What makes parts of a page stand out, such as the colours of a terminal; it must not change what they say. */
export interface TextStyle {
  readonly heading: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Nothing stands out: for files and pipes. */
export const PLAIN_STYLE: TextStyle = { heading: same, warning: same, faint: same };

/** How a page is set: its widest line, and what makes parts of it stand out. */
export interface Page {
  readonly width: number;
  readonly style: TextStyle;
}

/** What stands before the lines of a section. */
export const INDENT = '  ';

/**
 * The title of a section, with a rule to the end of the line.
 *
 * @example
 * sectionTitle('EARNED', page) // 'EARNED ─────…'
 */
export function sectionTitle(text: string, { width, style }: Page): string {
  return style.heading(`${text} ${'─'.repeat(Math.max(0, width - text.length - 1))}`);
}

function same(text: string): string {
  return text;
}
