import { styleText } from 'node:util';
import { PLAIN_STYLE, type TextStyle } from '../ledger/text-page.js';

/** Where a command writes: results to `out`, all else to `error`. Each call writes whole lines. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether somebody is watching, so that progress is worth showing. */
  readonly isWatched: boolean;
  readonly style: TextStyle;
}

/**
 * The terminal of this process. Colours are used only where results go to a terminal and `NO_COLOR` is unset.
 *
 * @example
 * const exitCode = await runProgram(process.argv.slice(2), processTerminal());
 */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // A reader such as `head` that has read enough is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const coloured = stdout.isTTY && (env['NO_COLOR'] ?? '') === '';
  return {
    out: (text) => stdout.write(ended(text)),
    error: (text) => stderr.write(ended(text)),
    isWatched: stderr.isTTY,
    style: coloured ? COLOURED : PLAIN_STYLE,
  };
}

const COLOURED: TextStyle = {
  heading: (text) => styleText('bold', text),
  warning: (text) => styleText('yellow', text),
  faint: (text) => styleText('dim', text),
};

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
