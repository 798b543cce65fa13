import { runProgram } from '../../../src/cli/program.js';
import { PLAIN_STYLE } from '../../../src/ledger/text-page.js';

/**
 * Runs a command of the program as its users do, in this process, and gives what it printed. Throws with what
 * it complained of where it fails.
 *
 * @example
 * await runAttain('bench.sqlite', ['calculate', '--through', '2026-03']);
 */
export async function runAttain(address: string, argv: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const complaints: string[] = [];
  const exitCode = await runProgram(['--database', address, '--json', ...argv], {
    out: (text) => printed.push(text),
    error: (text) => complaints.push(text),
    isWatched: false,
    style: PLAIN_STYLE,
  });
  if (exitCode === 0) return printed.join('');
  throw new Error(`attain ${argv.join(' ')} failed:\n${[...complaints, ...printed].join('\n')}`);
}
