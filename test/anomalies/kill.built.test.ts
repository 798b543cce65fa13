import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/sample/random.js';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { Transaction } from '../../src/store/executor.js';
import { attain, RULES, workFolder } from '../cli/attain.js';
import { writeCompiled } from './dying-processes.js';
import { writeCompany } from './killed-company.js';
import type { TransactionMark } from './marked-transactions.js';
import { type WholeDatabase, wholeDatabase } from './whole-database.js';

// The compiled program is killed at random moments of an import, and of a calculation. `ATTAIN_KILL_SEED` repeats a run,
// as far as chance is ours: when the machine gets to a kill is its own affair.

/** So often an import is killed inside its work, and so often a calculation. */
const KILLS_INSIDE = 20;

/** A kill can come when the work is over, and is then repeated, at most so often. */
const MOST_ATTEMPTS = 2 * KILLS_INSIDE;

/** Of so many kills of an import, one is followed by a calculation too. */
const CALCULATED = 5;

/** A machine that is busy with other tests takes several times as long as one that is not. */
const MOST_MILLISECONDS = 480_000;

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const SEED = Number(process.env['ATTAIN_KILL_SEED'] ?? Date.now() % 1_000_000);

/** What a company's database holds, each table as how many rows it has and a hash over them. */
interface Known {
  /** All that does not come of a calculation. */
  readonly records: WholeDatabase;
  /** The results that are shown; which run they are of is left out. */
  readonly results: WholeDatabase;
}

/** A call of the program, and what it is like where nobody kills it. */
interface Work {
  readonly args: readonly string[];
  /** How many transactions it commits, the first of which is that of the migrations. */
  readonly transactions: number;
  /** From the beginning of its second transaction to its end. */
  readonly milliseconds: number;
}

const CALCULATE = ['calculate', '--through', '2026-04'];
const folder = workFolder();
const place = (name: string) => join(folder, name);

let marking = '';
let importing: Work;
let calculating: Work;
let before: Known;
let imported: Known;
let after: Known;

beforeAll(async () => {
  console.info(`ATTAIN_KILL_SEED=${SEED}`);
  marking = pathToFileURL(writeCompiled('test/anomalies/marked-transactions')).href;
  const { known, added } = writeCompany(folder);
  mkdirSync(place('known-only'));
  await succeed('known-only', ['init']);
  await succeed('known-only', ['import', known, '--rules', RULES]);
  await succeed('known-only', [...CALCULATE, '--rules', RULES]);
  before = await knownIn('known-only');

  copy('known-only', 'imported');
  importing = await undisturbed('imported', ['import', added, '--on-conflict', 'correct']);
  imported = await knownIn('imported');
  copy('imported', 'calculated');
  calculating = await undisturbed('calculated', CALCULATE);
  after = await knownIn('calculated');
  expect(imported.records).not.toEqual(before.records);
  expect(imported.results).toEqual(before.results);
  expect(after.records).toEqual(imported.records);
  for (const table of ['line', 'statement', 'team_attainment']) {
    expect(after.results[table]).not.toBe(before.results[table]);
  }
}, MOST_MILLISECONDS);

describe('a kill in the middle', () => {
  it(
    'of an import leaves all as it was, and the import is repeated',
    async () => {
      let kills = 0;
      await killInside(importing, 'known-only', async (what) => {
        // What is committed is whole: the process may be killed before it has said so.
        expect([before, imported], what).toContainEqual(await knownIn('killed'));
        await succeed('killed', importing.args);
        expect(await knownIn('killed'), what).toEqual(imported);
        kills += 1;
        if (kills % CALCULATED !== 0) return;
        await succeed('killed', CALCULATE);
        expect(await knownIn('killed'), what).toEqual(after);
      });
    },
    MOST_MILLISECONDS,
  );

  it(
    'of a calculation leaves whole results, and the calculation is repeated',
    async () => {
      await killInside(calculating, 'imported', async (what) => {
        // The new results are shown before the process has ended, and then whole as well.
        expect([imported, after], what).toContainEqual(await knownIn('killed'));
        await succeed('killed', CALCULATE);
        expect(await knownIn('killed'), what).toEqual(after);
      });
    },
    MOST_MILLISECONDS,
  );
});

/** Kills a work in copies of a company until that was inside often enough, and looks at what is left each time. */
async function killInside(
  work: Work,
  company: string,
  expectWhole: (what: string) => Promise<void>,
): Promise<void> {
  const random = new Random(SEED, work.args.join(' '));
  let { milliseconds } = work;
  let [inside, attempts] = [0, 0];
  for (; inside < KILLS_INSIDE && attempts < MOST_ATTEMPTS; attempts += 1) {
    copy(company, 'killed');
    const death = await run('killed', work.args, random.below(Math.ceil(milliseconds)));
    if (isInside(death, work)) inside += 1;
    // The machine is less busy than it was.
    else milliseconds = Math.min(milliseconds, death.milliseconds);
    await expectWhole(`seed ${SEED}, attempt ${attempts}: ${JSON.stringify(death)}`);
  }
  console.info(`${work.args[0]} killed inside ${inside} of ${attempts} times`);
  expect(inside).toBe(KILLS_INSIDE);
}

/** How a process ended. */
interface Death {
  readonly wasKilled: boolean;
  /** How many transactions it had begun, and committed. */
  readonly begun: number;
  readonly committed: number;
  /** From the beginning of its second transaction to its end. */
  readonly milliseconds: number;
}

/** Whether it had begun to work, and had not committed all of it. */
function isInside({ wasKilled, begun, committed }: Death, { transactions }: Work): boolean {
  return wasKilled && begun > 1 && committed < transactions;
}

/** Starts the compiled program, and kills it so long after its second transaction has begun; never when left out. */
async function run(name: string, args: readonly string[], killAfter?: number): Promise<Death> {
  const { ATTAIN_DATABASE: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', marking, MAIN, ...args], {
    cwd: place(name),
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  let [began, timer]: [number, NodeJS.Timeout | undefined] = [0, undefined];
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    said.push(...text.split('\n').filter((mark) => mark !== ''));
    if (began > 0 || count('begun') < 2) return;
    began = performance.now();
    if (killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const count = (mark: TransactionMark) => said.filter((each) => each === mark).length;
  const [exitCode, signal] = await once(child, 'close');
  clearTimeout(timer);
  if (signal === null) expect(exitCode).toBe(0);
  return {
    wasKilled: signal === 'SIGKILL',
    begun: count('begun'),
    committed: count('committed'),
    milliseconds: performance.now() - began,
  };
}

async function undisturbed(name: string, args: readonly string[]): Promise<Work> {
  const { begun, committed, milliseconds } = await run(name, args);
  expect(begun).toBeGreaterThan(1);
  expect(committed).toBe(begun);
  return { args, transactions: committed, milliseconds };
}

async function succeed(name: string, args: readonly string[]): Promise<void> {
  const { exitCode, out, error } = await attain(place(name), ...args);
  expect(exitCode, out + error).toBe(0);
}

function copy(from: string, to: string): void {
  rmSync(place(to), { recursive: true, force: true });
  cpSync(place(from), place(to), { recursive: true });
}

/** Opens the database as it was left, makes sure that it is sound, and reads what it holds. */
async function knownIn(name: string): Promise<Known> {
  const db = await openDatabase(join(place(name), '.attain', 'attain.sqlite'));
  try {
    return await db.read(async (trx) => {
      const { connection } = trx;
      expect(await connection.rows('pragma integrity_check', [])).toEqual([['ok']]);
      expect(await connection.rows('pragma foreign_key_check', [])).toEqual([]);
      const results = await readResults(connection);
      const ofRuns = new Set([...Object.keys(results), 'run', ...ABOUT_RUNS]);
      const records = Object.entries(await wholeDatabase(trx)).filter(([table]) => !ofRuns.has(table));
      return { records: Object.fromEntries(records), results };
    });
  } finally {
    await closeDatabase(db);
  }
}

/** Tables that tell how runs went, which is another thing after a kill. */
const ABOUT_RUNS: readonly string[] = ['shard', 'published', 'run_lease'];

async function readResults(connection: Transaction['connection']): Promise<WholeDatabase> {
  const tables = await connection.rows(
    `select t.name, group_concat(c.name, ',') from pragma_table_list t, pragma_table_info(t.name) c
     where t.schema = 'main' group by t.name having sum(c.name = 'run') = 1`,
    [],
  );
  const results: Record<string, string> = {};
  for (const [table, names] of tables) {
    if (ABOUT_RUNS.includes(String(table))) continue;
    const columns = String(names)
      .split(',')
      .filter((column) => column !== 'run')
      .map((column) => `"${column}"`);
    const rows = await connection.rows(
      `select ${columns.join(', ')} from "${table}" where "run" = (select "run" from "published")
       order by ${columns.map((_, index) => index + 1).join(', ')}`,
      [],
    );
    const hash = createHash('sha256');
    for (const row of rows) hash.update(`${row.join('\u0000')}\n`);
    results[String(table)] = `${rows.length} rows, ${hash.digest('hex').slice(0, 16)}`;
  }
  return results;
}
