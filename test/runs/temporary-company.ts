import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFiles } from '../../src/intake/import-records.js';
import type { Problem } from '../../src/problems/problem.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import type { Database } from '../../src/store/executor.js';
import { openTemporary, removeAfterTest } from '../databases/opened.js';
import { copiesOf } from '../databases/sqlite.js';

/** The rule files of a company of three: two account executives and their manager. */
export const RULES = fileURLToPath(new URL('company/rules', import.meta.url));
/** Its records: five deals in 2026, one of them cancelled in April. */
export const DATA = fileURLToPath(new URL('company/data', import.meta.url));

/** A folder that is deleted after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-runs-'));
  removeAfterTest(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
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
  return openTemporary(await loadedFile());
}

const loadedFile = copiesOf(async (db) => {
  const published = await publishRules(db, RULES, { actor: 'local' });
  if (!published.ok) throw refused(published.problems);
  await importAll(db, [DATA]);
});

function refused(problems: readonly Problem[]): Error {
  return new Error(problems.map((each) => JSON.stringify(each)).join('\n'));
}
