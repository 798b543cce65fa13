import { compilePlanCap, compilePlanFloor, type PlanLimitContext } from '../engine/modifiers/plan-limit.js';
import type { Plan } from '../engine/plan.js';
import { problem } from '../problems/problem.js';
import { decodeQuietly } from './diagnose.js';
import { asBlock, blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/**
 * Compiles the cap and the floor of a whole plan; reports every problem that its schema does not tell.
 *
 * @example
 * const limits = compilePlanLimits(compilation); // { cap, floor: null }
 */
export function compilePlanLimits(compilation: PlanCompilation): Pick<Plan, 'cap' | 'floor'> | undefined {
  const { cap: capWritten, floor: floorWritten } = blockAt(compilation.source.tree, []) ?? {};
  const { shape } = planSchema;
  const [written, least] = [decodeQuietly(shape.cap, capWritten), decodeQuietly(shape.floor, floorWritten)];
  const cap = written === undefined ? null : compilePlanCap(written, contextBelow('cap', compilation));
  const floor = least === undefined ? null : compilePlanFloor(least, contextBelow('floor', compilation));
  return cap === undefined || floor === undefined ? undefined : { cap, floor };
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
      if (asBlock(asBlock(written)[name])['per'] !== 'plan') continue;
      const hint = 'give the plan an end: effective: { from: …, to: … }';
      const message = `a ${name} over the plan needs a plan that ends`;
      const found = problem('invalid-value', message, { found: 'plan', hint });
      compilation.report([...path, name, 'per'], found);
    }
  }
}

function contextBelow(key: string, compilation: PlanCompilation): PlanLimitContext {
  return {
    money: (literal, path) => compilation.money(literal, [key, ...path]),
    report: (path, found) => compilation.report([key, ...path], found),
  };
}
