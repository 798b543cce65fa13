import { compareProblems, hasErrors, type Problem } from '../problems/problem.js';
import { runExamples } from '../rules/examples/run-examples.js';
import type { WorkedRules } from '../rules/plan-document/worked-examples.js';
import { type RuleFiles, readRules } from '../rules/read-rules.js';
import type { SourceTree } from '../rules/source-text.js';

/** An example in a plan file, and every figure of it that is other than expected. */
export interface ExampleResult {
  readonly file: string;
  readonly plan: string;
  /** What the example shows, in its own words; `null` where it does not say. */
  readonly it: string | null;
  readonly ok: boolean;
  /** Each names what was `found` and what was `expected`. */
  readonly problems: readonly Problem[];
}

/** What became of the examples in rule files. */
export interface ExampleReport {
  /** Whether the rules could be read, and all examples gave what they expect. */
  readonly ok: boolean;
  readonly examples: readonly ExampleResult[];
  /** What is wrong with the rules themselves, so that examples may be missing. */
  readonly problems: readonly Problem[];
}

/**
 * Runs the examples in rule files, one by one.
 *
 * @example
 * reportExamples(files).examples.filter(({ ok }) => !ok)
 */
export function reportExamples(files: RuleFiles): ExampleReport {
  const { company, plans, problems } = readRules(files);
  const examples =
    company === null ? [] : plans.flatMap((compiled) => examplesOf({ compiled, company, all: plans }));
  const listed = problems.toSorted(compareProblems);
  return { ok: !hasErrors(listed) && examples.every(({ ok }) => ok), examples, problems: listed };
}

/**
 * Runs the examples of one plan file, one by one.
 *
 * @example
 * examplesOf(rules).every(({ ok }) => ok)
 */
export function examplesOf({ compiled, company, all }: WorkedRules): readonly ExampleResult[] {
  const { plan, source } = compiled;
  const { count, problems } = runExamples(compiled, company, all);
  return Array.from({ length: count }, (_, index) => {
    const own = problems.filter(({ field }) => isBelow(field, index)).sort(compareProblems);
    const it = titleOf(source.tree, index);
    return { file: source.file, plan: plan.id, it, ok: !hasErrors(own), problems: own };
  });
}

function isBelow(field: string | undefined, index: number): boolean {
  const place = `examples[${index}]`;
  return field === place || (field?.startsWith(`${place}.`) ?? false);
}

function titleOf(tree: SourceTree, index: number): string | null {
  const examples: unknown = typeof tree === 'object' && 'examples' in tree ? tree.examples : undefined;
  const example: unknown = Array.isArray(examples) ? examples[index] : undefined;
  if (typeof example !== 'object' || example === null || !('it' in example)) return null;
  return typeof example.it === 'string' ? example.it : null;
}
