import { compileDraws, type Draw } from '../engine/modifiers/draw.js';
import { compileGuarantees, type Guarantee } from '../engine/modifiers/guarantee.js';
import { compilePayCaps, type PayCap } from '../engine/modifiers/pay-cap.js';
import type { PayTermsContext } from '../engine/modifiers/pay-span.js';
import { decodeQuietly } from './diagnose.js';
import { blockAt, type PlanCompilation } from './plan-compilation.js';
import { planSchema } from './plan-schema.js';

/** What a plan says of pay periods as a whole. */
export interface PayTerms {
  readonly draws: readonly Draw[];
  readonly guarantees: readonly Guarantee[];
  readonly payCaps: readonly PayCap[];
}

/**
 * Compiles the draws, guarantees and caps of pay of a plan; reports every problem that its schema does not tell.
 *
 * @example
 * const payTerms = compilePayTerms(compilation);
 */
export function compilePayTerms(compilation: PlanCompilation): PayTerms | undefined {
  const { draw, guarantee, payCap } = blockAt(compilation.source.tree, []) ?? {};
  const { shape } = planSchema;
  const [drawn, guaranteed] = [decodeQuietly(shape.draw, draw), decodeQuietly(shape.guarantee, guarantee)];
  const draws = drawn === undefined ? [] : compileDraws(drawn, contextBelow('draw', compilation));
  const guarantees =
    guaranteed === undefined ? [] : compileGuarantees(guaranteed, contextBelow('guarantee', compilation));
  const capped = decodeQuietly(shape.payCap, payCap);
  const payCaps = capped === undefined ? [] : compilePayCaps(capped, contextBelow('payCap', compilation));
  if (draws === undefined || guarantees === undefined || payCaps === undefined) return undefined;
  return { draws, guarantees, payCaps };
}

function contextBelow(key: string, compilation: PlanCompilation): PayTermsContext {
  return {
    money: (literal, path) => compilation.money(literal, [key, ...path]),
    report: (path, found) => compilation.report([key, ...path], found),
  };
}
