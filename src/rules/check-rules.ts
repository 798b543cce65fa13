import { compareProblems, hasErrors, type Problem } from '../problems/problem.js';
import { runExamples } from './examples/run-examples.js';
import { loadRuleFiles } from './load-rule-files.js';
import { type RuleFiles, readRules } from './read-rules.js';

/** What was checked and what was found. */
export interface CheckReport {
  /** Whether nothing is wrong; warnings are no wrong. */
  readonly ok: boolean;
  readonly plans: number;
  readonly examples: number;
  /** In order of file and place. */
  readonly problems: readonly Problem[];
}

/**
 * Checks a rules folder: how the files are written, what they mean, what they say together, and their
 * examples. All problems are told at once.
 *
 * @example
 * const report = await checkRules('rules');
 * console.log(formatProblems(report.problems));
 */
export async function checkRules(directory: string): Promise<CheckReport> {
  return checkRuleFiles(await loadRuleFiles(directory));
}

/**
 * Checks rule files that are already read, as {@link checkRules} does.
 *
 * @example
 * checkRuleFiles({ directory: 'rules', company: null, plans: [] }).ok // false
 */
export function checkRuleFiles(files: RuleFiles): CheckReport {
  const { company, plans, problems } = readRules(files);
  const reports = company === null ? [] : plans.map((plan) => runExamples(plan, company, plans));
  const all = [...problems, ...reports.flatMap((report) => report.problems)];
  return {
    ok: !hasErrors(all),
    plans: files.plans.length,
    examples: reports.reduce((sum, { count }) => sum + count, 0),
    problems: all.sort(compareProblems),
  };
}
