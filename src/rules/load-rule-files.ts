import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleFile, RuleFiles } from './read-rules.js';

/**
 * Reads the texts of a rules folder: `company.yaml` (or `.yml`, `.json`), `territories.yaml` where there is
 * one, and all of `plans/` with such a name, in the order of their names. What is not there is left out; any other failure to read throws.
 *
 * @example
 * const { book, problems } = readRules(await loadRuleFiles('rules'));
 */
export async function loadRuleFiles(directory: string): Promise<RuleFiles> {
  const top = await namesIn(directory);
  const named = async (called: string): Promise<RuleFile | null> => {
    const found = top.find((name) => new RegExp(`^${called}\\.(ya?ml|json)$`).test(name));
    return found === undefined ? null : load(join(directory, found));
  };
  const plans = (await namesIn(join(directory, 'plans'))).filter((name) => /\.(ya?ml|json)$/.test(name));
  return {
    directory,
    company: await named('company'),
    territories: await named('territories'),
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
