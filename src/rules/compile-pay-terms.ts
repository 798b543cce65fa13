import { compileDraws, type Draw } from '../engine/modifiers/draw.js';
import { compileGuarantees, type Guarantee } from '../engine/modifiers/guarantee.js';
import type { PayTermsContext } from '../engine/modifiers/pay-span.js';
import { decodeQuietly } from './diagnose.js';
import { blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/** What a plan says of pay periods as a whole. */
export interface PayTerms {
  readonly draws: readonly Draw[];
  readonly guarantees: readonly Guarantee[];
}

/**
 * Compiles the draws and guarantees of a plan; reports every problem that its schema does not tell.
 *
 * @example
 * const payTerms = compilePayTerms(compilation);
 */
export function compilePayTerms(compilation: PlanCompilation): PayTerms | undefined {
  const { draw, guarantee } = blockAt(compilation.source.tree, []) ?? {};
  const { shape } = planSchema;
  const [drawn, guaranteed] = [decodeQuietly(shape.draw, draw), decodeQuietly(shape.guarantee, guarantee)];
  const draws = drawn === undefined ? [] : compileDraws(drawn, contextBelow('draw', compilation));
  const guarantees =
    guaranteed === undefined ? [] : compileGuarantees(guaranteed, contextBelow('guarantee', compilation));
  return draws === undefined || guarantees === undefined ? undefined : { draws, guarantees };
}

function contextBelow(key: string, compilation: PlanCompilation): PayTermsContext {
  return {
    money: (literal, path) => compilation.money(literal, [key, ...path]),
    report: (path, found) => compilation.report([key, ...path], found),
  };
}
