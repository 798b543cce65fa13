import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/sample/random.js';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { SqlRow, Transaction } from '../../src/store/executor.js';
import { attain, compiledAttain, RULES, workFolder } from '../cli/attain.js';
import { writeCompany } from './killed-company.js';

/** So often an import is killed, and so often a calculation. */
const KILLS = 25;

/** Of so many kills of an import, one is followed by a calculation too. */
const CALCULATED = 5;

/** A machine that is busy with other tests takes several times as long as one that is not. */
const MOST_MILLISECONDS = 240_000;

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const SEED = Number(process.env['ATTAIN_KILL_SEED'] ?? Date.now() % 1_000_000);

/** The results of a company, table by table; which run they are of is left out. */
type Results = Readonly<Record<string, readonly SqlRow[]>>;

const CALCULATE = ['calculate', '--through', '2026-04'];
const folder = workFolder();
const place = (name: string) => join(folder, name);

let importing: readonly string[] = [];
let before: Results = {};
let after: Results = {};
/** How long a call takes, in milliseconds: one that does nothing, an import and a calculation. */
let times = { start: 0, import: 0, calculate: 0 };

beforeAll(async () => {
  console.info(`ATTAIN_KILL_SEED=${SEED}`);
  const { known, added } = writeCompany(folder);
  importing = ['import', added, '--on-conflict', 'correct'];
  mkdirSync(place('known-only'));
  await succeed('known-only', ['init']);
  await succeed('known-only', ['import', known, '--rules', RULES]);
  await succeed('known-only', [...CALCULATE, '--rules', RULES]);
  before = await resultsIn('known-only');

  const timed = (name: string, args: readonly string[]): number => {
    const start = performance.now();
    const { exitCode, out, error } = compiledAttain(place(name), ...args);
    expect(exitCode, out + error).toBe(0);
    return performance.now() - start;
  };
  copy('known-only', 'imported');
  times = {
    ...times,
    start: timed('imported', ['changes', '--limit', '1']),
    import: timed('imported', importing),
  };
  copy('imported', 'undisturbed');
  times = { ...times, calculate: timed('undisturbed', CALCULATE) };
  after = await resultsIn('undisturbed');
  expect(Object.keys(after)).toEqual(expect.arrayContaining(['line', 'statement', 'team_attainment']));
  expect(after['line']?.length).toBeGreaterThan(before['line']?.length ?? 0);
});

describe('a kill in the middle', () => {
  it(
    'of an import leaves all as it was, and the import is repeated',
    async () => {
      const random = new Random(SEED, 'imports');
      for (let kill = 0; kill < KILLS; kill += 1) {
        copy('known-only', 'killed');
        await killed(importing, random, times.import);
        expect(await resultsIn('killed')).toEqual(before);
        await succeed('killed', importing);
        if (kill % CALCULATED !== 0) continue;
        await succeed('killed', CALCULATE);
        expect(await resultsIn('killed')).toEqual(after);
      }
    },
    MOST_MILLISECONDS,
  );

  it(
    'of a calculation leaves whole results, and the calculation is repeated',
    async () => {
      const random = new Random(SEED, 'calculations');
      for (let kill = 0; kill < KILLS; kill += 1) {
        copy('imported', 'killed');
        await killed(CALCULATE, random, times.calculate);
        // The new results are shown before the process has ended, and then whole as well.
        expect([before, after]).toContainEqual(await resultsIn('killed'));
        await succeed('killed', CALCULATE);
        expect(await resultsIn('killed')).toEqual(after);
      }
    },
    MOST_MILLISECONDS,
  );
});

/** Starts the compiled program, and kills it at a random moment of its work. */
async function killed(args: readonly string[], random: Random, milliseconds: number): Promise<void> {
  const { ATTAIN_DATABASE: _, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...args], {
    cwd: place('killed'),
    env,
    stdio: 'ignore',
  });
  const work = Math.max(milliseconds - times.start, 50);
  const timer = setTimeout(() => child.kill('SIGKILL'), times.start + random.below(Math.ceil(work)));
  await once(child, 'close');
  clearTimeout(timer);
}

async function succeed(name: string, args: readonly string[]): Promise<void> {
  const { exitCode, out, error } = await attain(place(name), ...args);
  expect(exitCode, out + error).toBe(0);
}

function copy(from: string, to: string): void {
  rmSync(place(to), { recursive: true, force: true });
  cpSync(place(from), place(to), { recursive: true });
}

/** Opens the database as it was left, makes sure that it is sound, and reads the results that are shown. */
async function resultsIn(name: string): Promise<Results> {
  const db = await openDatabase(join(place(name), '.attain', 'attain.sqlite'));
  try {
    return await db.read(async ({ connection }) => {
      expect(await connection.rows('pragma integrity_check', [])).toEqual([['ok']]);
      expect(await connection.rows('pragma foreign_key_check', [])).toEqual([]);
      return readResults(connection);
    });
  } finally {
    await closeDatabase(db);
  }
}

async function readResults(connection: Transaction['connection']): Promise<Results> {
  const tables = await connection.rows(
    `select t.name, group_concat(c.name, ',') from pragma_table_list t, pragma_table_info(t.name) c
     where t.schema = 'main' and t.name not in ('shard', 'published', 'run_lease')
     group by t.name having sum(c.name = 'run') = 1`,
    [],
  );
  const results: Record<string, readonly SqlRow[]> = {};
  for (const [table, names] of tables) {
    const columns = String(names)
      .split(',')
      .filter((column) => column !== 'run')
      .map((column) => `"${column}"`);
    results[String(table)] = await connection.rows(
      `select ${columns.join(', ')} from "${table}" where "run" = (select "run" from "published")
       order by ${columns.map((_, index) => index + 1).join(', ')}`,
      [],
    );
  }
  return results;
}
