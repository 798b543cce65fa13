import { windowContaining } from '../calendar/fiscal-calendar.js';
import type { SpannedLimit } from '../engine/modifiers/limit.js';
import type { Plan } from '../engine/plan.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { CompiledPlan } from './compile-plan.js';
import { locatedProblem } from './locate-finding.js';

/**
 * Warns where a version of a plan takes over inside a span of one of its caps or floors: each version counts its
 * spans by itself, so that a fixed amount would be granted twice.
 *
 * @example
 * checkLimitVersions(july, [january, july], company)[0]?.code // 'limit-starts-anew'
 */
export function checkLimitVersions(
  { plan, source }: CompiledPlan,
  all: readonly CompiledPlan[],
  company: Company,
): readonly Problem[] {
  const { from } = plan.effective;
  const follows = all.some(
    ({ plan: { id, effective } }) => id === plan.id && effective.from < from && effective.to >= from,
  );
  if (!follows) return [];
  return limitsOf(plan).flatMap(({ path, name, limit: { limit, per } }) => {
    if (per === 'deal' || per === 'plan' || limit.kind !== 'amount') return [];
    if (windowContaining(per, from, company).from === from) return [];
    const message = `the ${name} per ${per} starts anew on ${from}, inside a ${per}: what the version before paid does not count`;
    const found = problem('limit-starts-anew', message, {
      severity: 'warning',
      found: `per: ${per} from ${from} on`,
      hint: `let the version begin with a ${per}, or say ofTargetIncentive, which is as much as the version's days`,
    });
    return [locatedProblem({ path, problem: found }, source)];
  });
}

interface WrittenLimit {
  readonly path: Path;
  readonly name: 'cap' | 'floor';
  readonly limit: SpannedLimit;
}

function limitsOf({ cap, floor, components }: Plan): readonly WrittenLimit[] {
  return [
    { path: [], cap, floor },
    ...components.map((each) => ({ path: ['components', each.id], ...each })),
  ].flatMap((each) =>
    (['cap', 'floor'] as const).flatMap((name) => {
      const limit = each[name];
      return limit === null ? [] : [{ path: [...each.path, name], name, limit }];
    }),
  );
}
