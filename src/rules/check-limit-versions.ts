import { windowContaining } from '../calendar/fiscal-calendar.js';
import type { SpannedLimit } from '../engine/modifiers/limit.js';
import type { Plan } from '../engine/plan.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { CompiledPlan } from './compile-plan.js';
import { locatedProblem } from './locate-finding.js';
import { blockAt } from './plan-compilation.js';

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
  const isList: IsList = (name) => Array.isArray(blockAt(source.tree, [])?.[name]);
  return limitsOf(plan, isList).flatMap(({ path, name, limit: { limit, per } }) => {
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

function limitsOf({ caps, floors, components }: Plan, isList: IsList): readonly WrittenLimit[] {
  const ofPlan = (name: 'cap' | 'floor', limits: readonly SpannedLimit[]) =>
    limits.map((limit, place) => ({ path: isList(name) ? [name, place] : [name], name, limit }));
  return [
    ...ofPlan('cap', caps),
    ...ofPlan('floor', floors),
    ...components.flatMap((each) =>
      (['cap', 'floor'] as const).flatMap((name) => {
        const limit = each[name];
        return limit === null ? [] : [{ path: ['components', each.id, name], name, limit }];
      }),
    ),
  ];
}

/** Whether a plan's own limits of a name are written as a list. */
type IsList = (name: 'cap' | 'floor') => boolean;
