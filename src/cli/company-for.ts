import type { Company } from '../records/company.js';
import { readCompanyFile } from '../rules/company-file.js';
import { loadRuleFiles } from '../rules/load-rule-files.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { Executor } from '../store/executor.js';
import { readRuleFiles } from '../store/rule-files.js';
import { ProblemsFound } from './problems-found.js';
import { DEFAULT_RULES } from './rules-to-publish.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

const NOTHING_IMPORTED = 'Nothing was imported.';

/**
 * The company whose records are read: by the company file of the folder that was named; else by the rules that
 * are published, with a note where that of `rules` says something else; before the first, by that of `rules`.
 * Throws a {@link UsageError} where there is none, and the problems of a file that is not sound.
 *
 * @example
 * const company = await companyFor(db, undefined, terminal);
 */
export async function companyFor(
  executor: Executor,
  named: string | undefined,
  terminal: Terminal,
): Promise<Company> {
  const folder = named ?? DEFAULT_RULES;
  const { company: file } = await loadRuleFiles(folder);
  const published = (await readRuleFiles(executor)).find(({ kind }) => kind === 'company');
  if (named === undefined && published !== undefined) {
    if (file !== null && file.text !== published.source) {
      terminal.error(`note: ${file.file} differs from what is published; read it with --rules ${folder}`);
    }
    const stored = await readStoredRules(executor);
    if (stored.ok) return stored.value.book.company;
    throw new ProblemsFound(stored.problems, `${NOTHING_IMPORTED} The published rules cannot be read.`);
  }
  if (file === null) {
    throw new UsageError(
      `there is no company file in ${folder}`,
      'name the folder of the rule files with --rules',
    );
  }
  const read = readCompanyFile(file.text, file.file);
  if (read.ok) return read.value;
  throw new ProblemsFound(read.problems, `${NOTHING_IMPORTED} ${file.file} is not sound.`);
}
