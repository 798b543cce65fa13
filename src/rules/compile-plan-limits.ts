import { compilePlanCaps, compilePlanFloors, type PlanLimitContext } from '../engine/modifiers/plan-limit.js';
import type { Plan } from '../engine/plan.js';
import { problem } from '../problems/problem.js';
import { decodeQuietly } from './diagnose.js';
import { asBlock, blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/**
 * Compiles the caps and floors of a plan over its components; reports every problem that its schema does not tell.
 *
 * @example
 * const limits = compilePlanLimits(compilation); // { caps: [cap], floors: [] }
 */
export function compilePlanLimits(compilation: PlanCompilation): Pick<Plan, 'caps' | 'floors'> | undefined {
  const { cap, floor } = blockAt(compilation.source.tree, []) ?? {};
  const { shape } = planSchema;
  const [most, least] = [decodeQuietly(shape.cap, cap), decodeQuietly(shape.floor, floor)];
  const caps = most === undefined ? [] : compilePlanCaps(most, contextBelow('cap', compilation));
  const floors = least === undefined ? [] : compilePlanFloors(least, contextBelow('floor', compilation));
  return caps === undefined || floors === undefined ? undefined : { caps, floors };
}

/** A cap or floor over the whole plan ends with the plan, so the plan must end. */
export function checkPlanSpans(compilation: PlanCompilation): void {
  const { tree } = compilation.source;
  const blocks: readonly (readonly [readonly string[], unknown])[] = [
    [[], blockAt(tree, [])],
    ...Object.entries(blockAt(tree, ['components']) ?? {}).map(
      ([id, written]) => [['components', id], written] as const,
    ),
  ];
  for (const [path, written] of blocks) {
    for (const name of ['cap', 'floor']) {
      const limits = asBlock(written)[name];
      const all = Array.isArray(limits) ? limits : [limits];
      for (const [place, each] of all.entries()) {
        if (asBlock(each)['per'] !== 'plan') continue;
        const hint = 'give the plan an end: effective: { from: …, to: … }';
        const message = `a ${name} over the plan needs a plan that ends`;
        const found = problem('invalid-value', message, { found: 'plan', hint });
        const at = Array.isArray(limits) ? [place] : [];
        compilation.report([...path, name, ...at, 'per'], found);
      }
    }
  }
}

function contextBelow(key: string, compilation: PlanCompilation): PlanLimitContext {
  return {
    components: Object.keys(blockAt(compilation.source.tree, ['components']) ?? {}),
    money: (literal, path) => compilation.money(literal, [key, ...path]),
    report: (path, found) => compilation.report([key, ...path], found),
  };
}
