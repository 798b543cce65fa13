import { positionsReadBy } from '../engine/component-positions.js';
import type { Territories } from '../engine/territories/territory.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import { readCompanyFile } from './company-file.js';
import { type CompiledPlan, compilePlan } from './compile-plan.js';
import { type RuleBook, ruleBook } from './rule-book.js';
import { readSourceText } from './source-text.js';
import { readTerritoriesFile } from './territories-file.js';

/** A rule file as text, with the name that its problems are told under. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
}

/** All rule files of a company. */
export interface RuleFiles {
  /** The folder they come from, for what is missing from it. */
  readonly directory: string;
  readonly company: RuleFile | null;
  readonly plans: readonly RuleFile[];
  /** Who holds the deals that no split is loaded for; not every company has such a file. */
  readonly territories?: RuleFile | null;
}

/** What rule files say, as far as they could be read. */
export interface ReadRules {
  /** The whole, where nothing is wrong with any part of it. */
  readonly book: RuleBook | null;
  readonly company: Company | null;
  /** The plans that are sound in themselves. */
  readonly plans: readonly CompiledPlan[];
  readonly problems: readonly Problem[];
}

/**
 * Reads rule files: the company file, the territories, then every plan, then what they say together. All
 * problems are told at once. Without a sound company file, plans are only checked for how they are written.
 *
 * @example
 * const { book, problems } = readRules(await loadRuleFiles('rules'));
 */
export function readRules(files: RuleFiles): ReadRules {
  const company = readCompany(files);
  const plans = readPlans(files, company.value);
  const territories = readTerritories(files, company.value);
  const problems = [...company.problems, ...territories.problems, ...plans.problems];
  if (company.value === null || plans.failed || territories.value === undefined) {
    return { book: null, company: company.value, plans: plans.compiled, problems };
  }
  const book = ruleBook(company.value, plans.compiled, territories.value);
  return {
    book: book.ok ? book.value : null,
    company: company.value,
    plans: plans.compiled,
    problems: [...problems, ...book.problems],
  };
}

function readCompany({ directory, company }: RuleFiles): {
  readonly value: Company | null;
  readonly problems: readonly Problem[];
} {
  if (company === null) {
    const missing = problem('company-file-missing', `there is no company file in ${directory}`, {
      expected: `${directory}/company.yaml`,
      hint: 'it says the home currency and the roles; rules/README.md shows what belongs in it',
    });
    return { value: null, problems: [missing] };
  }
  const read = readCompanyFile(company.text, company.file);
  return { value: read.ok ? read.value : null, problems: read.problems };
}

/** The territories: `null` where there are none, `undefined` where they could not be read. */
function readTerritories(
  { territories: file }: RuleFiles,
  company: Company | null,
): { readonly value: Territories | null | undefined; readonly problems: readonly Problem[] } {
  if (file === undefined || file === null) return { value: null, problems: [] };
  if (company === null) return { value: undefined, problems: readSourceText(file.text, file.file).problems };
  const read = readTerritoriesFile(file.text, file.file, company);
  return { value: read.ok ? read.value : undefined, problems: read.problems };
}

interface ReadPlans {
  readonly compiled: readonly CompiledPlan[];
  readonly failed: boolean;
  readonly problems: readonly Problem[];
}

function readPlans({ directory, plans }: RuleFiles, company: Company | null): ReadPlans {
  if (plans.length === 0) {
    const missing = problem('plan-file-missing', `there is no plan file in ${directory}/plans`, {
      expected: 'a file with a name that ends in .yaml, .yml or .json for every plan',
    });
    return { compiled: [], failed: true, problems: [missing] };
  }
  const compiled: CompiledPlan[] = [];
  const problems: Problem[] = [];
  let sound = true;
  for (const { text, file } of plans) {
    const read = readSourceText(text, file);
    problems.push(...read.problems);
    if (read.problems.length > 0) sound = false;
    // What was refused there has no value here, and would be told twice.
    const readable = read.problems.every(({ code }) => code !== 'yaml-syntax');
    if (read.source === undefined || company === null || !readable) continue;
    const result = compilePlan(read.source, company);
    problems.push(...result.problems);
    if (result.ok) compiled.push(result.value);
    else sound = false;
  }
  return { compiled, failed: !sound, problems: withoutReadByTeams(problems, compiled) };
}

/** A measure that only other people's plans read, as the team's, is used after all. */
function withoutReadByTeams(problems: readonly Problem[], compiled: readonly CompiledPlan[]): Problem[] {
  const read = new Set(
    compiled.flatMap(({ plan }) =>
      plan.components.flatMap((component) =>
        positionsReadBy(component).map(({ position }) => `measures.${position.measure}`),
      ),
    ),
  );
  return problems.filter(({ code, field }) => code !== 'unused-measure' || !read.has(field ?? ''));
}
