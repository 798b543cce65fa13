import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleFile, RuleFiles } from './read-rules.js';

/**
 * Reads the texts of a rules folder: `company.yaml` (or `.yml`, `.json`) and all of `plans/` with such a
 * name, in the order of their names. What is not there is left out; any other failure to read throws.
 *
 * @example
 * const { book, problems } = readRules(await loadRuleFiles('rules'));
 */
export async function loadRuleFiles(directory: string): Promise<RuleFiles> {
  const top = await namesIn(directory);
  const company = top.find((name) => /^company\.(ya?ml|json)$/.test(name));
  const plans = (await namesIn(join(directory, 'plans'))).filter((name) => /\.(ya?ml|json)$/.test(name));
  return {
    directory,
    company: company === undefined ? null : await load(join(directory, company)),
    plans: await Promise.all(plans.map((name) => load(join(directory, 'plans', name)))),
  };
}

async function load(file: string): Promise<RuleFile> {
  return { file, text: await readFile(file, 'utf8') };
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
