import type { Company } from '../records/company.js';
import { readCompanyFile } from '../rules/company-file.js';
import { loadRuleFiles } from '../rules/load-rule-files.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { Executor } from '../store/executor.js';
import { ProblemsFound } from './problems-found.js';
import { UsageError } from './usage-error.js';

/**
 * The company whose records are read: by the company file of a rules folder where there is one, else by the
 * rules that are published. Throws a {@link UsageError} where there is neither, and the problems of a file that
 * is not sound.
 *
 * @example
 * const company = await companyFor(db, 'rules');
 */
export async function companyFor(executor: Executor, rulesFolder: string): Promise<Company> {
  const { company } = await loadRuleFiles(rulesFolder);
  if (company !== null) {
    const read = readCompanyFile(company.text, company.file);
    if (read.ok) return read.value;
    throw new ProblemsFound(read.problems, `Nothing was imported: ${company.file} is not sound.`);
  }
  const stored = await readStoredRules(executor);
  if (stored.ok) return stored.value.book.company;
  throw new UsageError(
    `there is no company file in ${rulesFolder}`,
    'name the folder of the rule files with --rules',
  );
}
