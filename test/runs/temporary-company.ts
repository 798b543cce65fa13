import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { importFiles } from '../../src/intake/import-records.js';
import type { Problem } from '../../src/problems/problem.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';

/** The rule files of a company of three: two account executives and their manager. */
export const RULES = fileURLToPath(new URL('company/rules', import.meta.url));
/** Its records: five deals in 2026, one of them cancelled in April. */
export const DATA = fileURLToPath(new URL('company/data', import.meta.url));

const folders: string[] = [];
const databases: Database[] = [];

afterEach(async () => {
  for (const db of databases.splice(0)) await closeDatabase(db);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is deleted after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-runs-'));
  folders.push(folder);
  return folder;
}

/** A database with tables and nothing in them, deleted after the test. */
export async function freshDatabase(): Promise<Database> {
  const db = await openDatabase(join(temporaryFolder(), 'attain.sqlite'));
  databases.push(db);
  await migrateToLatest(db);
  return db;
}

/** Imports records, as one import; throws the problems there are. */
export async function importAll(db: Database, paths: readonly string[]): Promise<void> {
  const { company } = await loadRuleFiles(RULES);
  const read = readCompanyFile(company?.text ?? '', 'company.yaml');
  if (!read.ok) throw refused(read.problems);
  const options = { company: read.value, actor: 'local', onConflict: 'correct' } as const;
  const { accepted, problems } = await importFiles(db, paths, options);
  if (!accepted) throw refused(problems);
}

/** A database with the rules and records of the company. */
export async function loadedDatabase(): Promise<Database> {
  const db = await freshDatabase();
  const published = await publishRules(db, RULES, { actor: 'local' });
  if (!published.ok) throw refused(published.problems);
  await importAll(db, [DATA]);
  return db;
}

function refused(problems: readonly Problem[]): Error {
  return new Error(problems.map((each) => JSON.stringify(each)).join('\n'));
}
