import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/attain-sample');
const MAIN = join(ROOT, 'dist/src/main.js');

/** What the sample is made by. Pages and routes are not among it, so that it stays when they change. */
const MADE_BY = ['migrations', 'rules', 'src'];
const NOT_MADE_BY = /^src\/(?:http|web)\//;

/** Another process may be making it, which takes half a minute, and longer where much else is going on. */
const PATIENCE_MILLISECONDS = 240_000;

/** What is done with the sample once it is calculated: its first month is closed and to be paid. */
const STEPS: readonly (readonly string[])[] = [
  ['--as', 'ops', 'period', 'submit', '2025-01', '--pay-group', 'monthly-USD'],
  ['--as', 'cfo', 'period', 'approve', '2025-01', '--pay-group', 'monthly-USD'],
  [
    '--as',
    'ops',
    'period',
    'close',
    '2025-01',
    '--pay-group',
    'monthly-USD',
    '--reason',
    'the month is over',
  ],
  ['--as', 'fin', 'payout', 'build', '--period', '2025-01', '--pay-group', 'monthly-USD'],
];

/**
 * The database of the sample company, calculated, made once for all test files and kept until the program or the rules
 * change: to be copied, not to be written to.
 */
export function sampleDatabase(): string {
  const file = join(CACHE, contentHash(), 'attain.sqlite');
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  // Whoever has the lock makes it; whoever waited finds it made. A lock ends with its process.
  const lock = new Sqlite(join(CACHE, 'lock.sqlite'), { timeout: PATIENCE_MILLISECONDS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (!existsSync(file)) make(join(file, '..'));
  } finally {
    lock.close();
  }
  return file;
}

function make(folder: string): void {
  for (const old of readdirSync(CACHE).filter((each) => !each.startsWith('lock'))) {
    rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  const work = mkdtempSync(join(CACHE, 'making-'));
  attain(work, ['demo']);
  const database = join(work, '.attain/demo/attain.sqlite');
  for (const step of STEPS) attain(work, ['--database', database, ...step]);
  mkdirSync(join(work, 'made'));
  renameSync(database, join(work, 'made/attain.sqlite'));
  renameSync(join(work, 'made'), folder);
  rmSync(work, { recursive: true });
}

/** Runs a command of the compiled program; throws where it fails. */
function attain(folder: string, args: readonly string[]): void {
  const { ATTAIN_DATABASE: _, DATABASE_URL: __, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`attain ${args.join(' ')} failed: ${stderr}`);
}

function contentHash(): string {
  const hash = createHash('sha256').update(JSON.stringify(STEPS));
  for (const folder of MADE_BY) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    for (const file of files) {
      const path = file.slice(ROOT.length);
      if (!NOT_MADE_BY.test(path)) hash.update(path).update(readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
