import type { PayeeScope } from '../../access/scope.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { WorkedRules } from '../../rules/plan-document/worked-examples.js';
import { readRules } from '../../rules/read-rules.js';
import type { Executor } from '../../store/executor.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { asRuleFiles } from '../stored-rules.js';
import { payeesOnVersions } from './payees-on-versions.js';

/** Which version of a plan is meant. */
export interface VersionQuestion {
  readonly plan: string;
  /** Its hash, or what that begins with; the version that comes into force last unless said. */
  readonly hash?: string;
}

/**
 * A published version of a plan. Fails where no rules are published, where these have no such plan, and where the
 * plan has no version with the hash. To whoever does not see everybody, a version is there if somebody whom the scope
 * shows is ever on it.
 *
 * @example
 * const rules = await publishedVersion(db, scope, { plan: 'enterprise-ae' });
 */
export async function publishedVersion(
  executor: Executor,
  scope: PayeeScope,
  { plan, hash = '' }: VersionQuestion,
): Promise<Result<WorkedRules>> {
  const { company, plans, problems } = readRules(asRuleFiles(await readRuleFiles(executor)));
  if (company === null) return failed(problems);
  const known = scope.all ? null : await payeesOnVersions(executor, scope);
  const shown = plans.filter((each) => known?.has(each.plan.hash) !== false);
  const versions = shown
    .filter((each) => each.plan.id === plan)
    .sort((a, b) => (a.plan.effective.from < b.plan.effective.from ? 1 : -1));
  const compiled = versions.find((each) => each.plan.hash.startsWith(hash));
  if (compiled !== undefined) return ok({ compiled, company, all: plans });
  if (versions.length > 0) {
    const expected = `one of ${versions.map((each) => each.plan.hash).join(', ')}`;
    return failed([problem('not-found', `${plan} has no version ${hash}`, { found: hash, expected })]);
  }
  const ids = [...new Set(shown.map((each) => each.plan.id))];
  const hint = didYouMean(plan, ids);
  return failed([
    problem('not-found', `no plan ${plan} is published`, { found: plan, expected: ids.join(', '), hint }),
  ]);
}
