import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { parseThrough } from '../../src/calendar/pay-period.js';
import { importFiles } from '../../src/intake/import-records.js';
import type { Statement } from '../../src/ledger/statement.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { readStatements } from '../../src/runs/read-statements.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Database } from '../../src/store/executor.js';
import { listStatements } from '../../src/store/statements.js';
import type { TestDatabase } from '../databases/databases.js';
import { removeAfterTest } from '../databases/opened.js';

/**
 * Each folder is a story: plans, and one folder for each time data comes in, with the statements that follow
 * from it. A story runs the way a company does: rules are published, files imported, months calculated.
 */
export const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The names of all stories. */
export const stories = (await readdir(HERE, { withFileTypes: true }))
  .filter((each) => each.isDirectory())
  .map(({ name }) => name)
  .filter((name) => existsSync(join(HERE, name, 'story.yaml')));

interface Story {
  readonly title: string;
  readonly through: string;
  /** What was worked out by hand before anything was calculated, by payee and pay period. */
  readonly workedOut?: Readonly<Record<string, Readonly<Record<string, WorkedOut>>>>;
}

/** Balances of a statement by name, the amounts of its lines by component, its attainments by measure. */
export type WorkedOut = Readonly<
  Record<string, string | Readonly<Record<string, string | readonly string[]>>>
>;

/** What a story is about. */
export async function storyIn(name: string): Promise<Story> {
  return parse(await readFile(join(HERE, name, 'story.yaml'), 'utf8')) as Story;
}

/** A company with the rules of a story and nothing else, until the test is over. */
export async function companyOf(name: string, database: TestDatabase): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'attain-story-'));
  removeAfterTest(() => rm(folder, { recursive: true }));
  await cp(join(HERE, 'company.yaml'), join(folder, 'company.yaml'));
  for (const each of ['plans', 'territories.yaml']) {
    if (existsSync(join(HERE, name, each)))
      await cp(join(HERE, name, each), join(folder, each), { recursive: true });
  }
  const db = await database.create();
  const published = await publishRules(db, folder, { actor: 'story' });
  expect(published.problems).toEqual([]);
  return db;
}

/** Takes a folder of files in and calculates. */
export async function importAndCalculate(db: Database, folder: string, through: string): Promise<void> {
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error('the rules of a story must be sound');
  const { company } = rules.value.book;
  const result = await importFiles(db, [folder], { company, actor: 'story', onConflict: 'correct' });
  expect(result.problems).toEqual([]);
  const done = await calculateRun(db, { through: parseThrough(through, company) ?? '', actor: 'story' });
  expect(done.problems).toEqual([]);
}

/** Calculates everybody again, with the deals of hardly anybody in memory at a time. */
export async function calculateInGroups(db: Database, through: string): Promise<void> {
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error('the rules of a story must be sound');
  const options = { through: parseThrough(through, rules.value.book.company) ?? '', actor: 'story' };
  const done = await calculateRun(db, { ...options, full: true, splitsAtATime: 1 });
  expect(done.problems).toEqual([]);
}

/** Every statement that is published. */
export async function allStatements(db: Database): Promise<readonly Statement[]> {
  const summaries = await listStatements(db, EVERY_PAYEE, {});
  const found = await Promise.all(
    summaries.map(({ payee, period }) => readStatements(db, EVERY_PAYEE, payee, period)),
  );
  return found.flat();
}

/** The folders of a story in which data comes in, in order. */
export async function stepsOf(name: string): Promise<readonly string[]> {
  return (await readdir(join(HERE, name))).filter((each) => /^\d+$/.test(each)).sort();
}
