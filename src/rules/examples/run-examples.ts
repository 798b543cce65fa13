import { LAST_DATE } from '../../calendar/civil-date.js';
import type { PlanVersion } from '../../engine/plan.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { CompiledPlan } from '../compile-plan.js';
import { decode } from '../diagnose.js';
import { PlanCompilation } from '../plan-compilation.js';
import { exampleSchema } from './example-schema.js';
import { runExample } from './run-example.js';

/** How many examples a plan has, and what is wrong with them. */
export interface ExamplesReport {
  readonly count: number;
  readonly problems: readonly Problem[];
}

/**
 * Runs the examples of a plan. The plan is taken as its own file says, whatever supersedes it; payees whom
 * an example assigns to other plans are on those.
 *
 * @example
 * const { count, problems } = runExamples(compiled, company, allPlans);
 */
export function runExamples(
  compiled: CompiledPlan,
  company: Company,
  all: readonly CompiledPlan[],
): ExamplesReport {
  const { plan, source } = compiled;
  const compilation = new PlanCompilation(source, company);
  const schema = exampleSchema(company, plan.currency);
  const versions = [compiled, ...all.filter((each) => each.plan.id !== plan.id)].map(alone);
  const written = examplesOf(compiled);
  written.forEach((each, index) => {
    const path = ['examples', index];
    const decoded = decode(schema, each, source, path);
    if (!decoded.ok) compilation.take(decoded.problems);
    else runExample({ example: decoded.value, path, plan, versions, compilation });
  });
  return { count: written.length, problems: compilation.problems };
}

function alone({ plan }: CompiledPlan): PlanVersion {
  const { from, to } = plan.effective;
  return { plan, inForce: [to === LAST_DATE ? { from } : { from, to }] };
}

function examplesOf({ source: { tree } }: CompiledPlan): readonly unknown[] {
  const examples: unknown = typeof tree === 'object' && 'examples' in tree ? tree.examples : undefined;
  return Array.isArray(examples) ? examples : [];
}
