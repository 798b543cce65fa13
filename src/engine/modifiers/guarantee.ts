import { z } from 'zod';
import type { Target } from '../compile-context.js';
import { compileTarget, targetSchema } from '../mechanisms/target.js';
import { checkSpans, type PaySpan, type PayTermsContext, paySpanShape } from './pay-span.js';

/** The least that a pay period pays while it is in force. */
export interface Guarantee extends PaySpan {
  /** For a full pay period. */
  readonly amount: Target;
}

const guaranteeSchema = z.strictObject({
  amount: targetSchema.meta({
    description: 'For a full pay period: money, or a share of its target incentive.',
  }),
  ...paySpanShape,
});

/** The written form of a guarantee, or of several that follow each other. */
export const guaranteesSchema = z
  .union([guaranteeSchema, z.array(guaranteeSchema).min(1)])
  .meta({ description: 'The least that a pay period pays.' });

/**
 * Compiles the guarantees of a plan; reports every problem.
 *
 * @example
 * const guarantees = compileGuarantees(written, context);
 */
export function compileGuarantees(
  written: z.output<typeof guaranteesSchema>,
  context: PayTermsContext,
): readonly Guarantee[] | undefined {
  const list = Array.isArray(written) ? written : [written];
  const spans = list.map(({ from, until }) => ({ from: from ?? null, until: until ?? null }));
  const place = (index: number) => (Array.isArray(written) ? [index] : []);
  if (!checkSpans(spans, place, context)) return undefined;
  const compiled = list.flatMap((each, index): readonly Guarantee[] => {
    const amount = compileTarget(each.amount, [...place(index), 'amount'], context);
    return amount === undefined ? [] : [{ amount, from: each.from ?? null, until: each.until ?? null }];
  });
  return compiled.length === list.length ? compiled : undefined;
}
