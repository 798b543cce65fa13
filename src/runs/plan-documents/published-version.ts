import { didYouMean } from '../../problems/did-you-mean.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { WorkedRules } from '../../rules/plan-document/worked-examples.js';
import { readRules } from '../../rules/read-rules.js';
import type { Executor } from '../../store/executor.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { asRuleFiles } from '../stored-rules.js';

/** Which version of a plan is meant. */
export interface VersionQuestion {
  readonly plan: string;
  /** Its hash, or what that begins with; the version that comes into force last unless said. */
  readonly hash?: string;
}

/**
 * A published version of a plan. Fails where no rules are published, where these have no such plan, and where the
 * plan has no version with the hash.
 *
 * @example
 * const rules = await publishedVersion(db, { plan: 'enterprise-ae' });
 */
export async function publishedVersion(
  executor: Executor,
  { plan, hash = '' }: VersionQuestion,
): Promise<Result<WorkedRules>> {
  const { company, plans, problems } = readRules(asRuleFiles(await readRuleFiles(executor)));
  if (company === null) return failed(problems);
  const versions = plans
    .filter((each) => each.plan.id === plan)
    .sort((a, b) => (a.plan.effective.from < b.plan.effective.from ? 1 : -1));
  const compiled = versions.find((each) => each.plan.hash.startsWith(hash));
  if (compiled !== undefined) return ok({ compiled, company, all: plans });
  if (versions.length > 0) {
    const expected = `one of ${versions.map((each) => each.plan.hash).join(', ')}`;
    return failed([problem('not-found', `${plan} has no version ${hash}`, { found: hash, expected })]);
  }
  const known = [...new Set(plans.map((each) => each.plan.id))];
  const hint = didYouMean(plan, known);
  return failed([
    problem('not-found', `no plan ${plan} is published`, { found: plan, expected: known.join(', '), hint }),
  ]);
}
