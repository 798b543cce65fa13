import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { PLAIN_STYLE } from '../../src/ledger/text-page.js';
import { removeAfterFile } from '../databases/opened.js';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const COMPANY = new URL('../runs/company/', import.meta.url);

/** The rule files and records of a company of three, also used by the tests of runs. */
export const RULES = fileURLToPath(new URL('rules', COMPANY));
export const DATA = fileURLToPath(new URL('data', COMPANY));

/** Where the tests were started. */
const ROOT = process.cwd();

/** What a call of the compiled program did. */
export interface Called {
  readonly exitCode: number | null;
  readonly out: string;
  readonly error: string;
}

/** A folder to work in, deleted after the tests of the file. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-cli-'));
  removeAfterFile(async () => {
    process.chdir(ROOT);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Runs a command in a folder, in this process: the same that the compiled program does, and quicker. */
export async function attain(folder: string, ...args: readonly string[]): Promise<Called> {
  process.chdir(folder);
  let [out, error] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      out += ended(text);
    },
    error: (text) => {
      error += ended(text);
    },
    isWatched: false,
    style: PLAIN_STYLE,
  };
  return { exitCode: await runProgram(args, terminal), out, error };
}

/** Runs the compiled program in a folder, as a user would. */
export function compiledAttain(folder: string, ...args: readonly string[]): Called {
  const { ATTAIN_DATABASE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return { exitCode: status, out: stdout, error: stderr };
}

/** A folder with the company's database, calculated through April 2026. */
export async function calculatedFolder(): Promise<string> {
  const folder = workFolder();
  for (const args of [
    ['init'],
    ['import', DATA, '--rules', RULES],
    ['calculate', '--through', '2026-04', '--rules', RULES],
  ]) {
    const { exitCode, out, error } = await attain(folder, ...args);
    if (exitCode !== 0) throw new Error(`attain ${args.join(' ')} failed: ${out}${error}`);
  }
  return folder;
}

/** The text of a page that is kept beside the tests. */
export function page(name: string): string {
  return readFileSync(new URL(`pages/${name}`, import.meta.url), 'utf8');
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
