import { z } from 'zod';
import { WINDOW_KINDS, type WindowKind } from '../../calendar/fiscal-calendar.js';
import { word } from '../../records/values.js';
import type { Target } from '../compile-context.js';
import { compileTarget, targetSchema } from '../mechanisms/target.js';
import { checkSpans, type PaySpan, type PayTermsContext, paySpanShape } from './pay-span.js';

/** The most that a pay period pays while it is in force; the rest is carried to the next one. */
export interface PayCap extends PaySpan {
  /** For each pay period. */
  readonly amount: Target;
  /** In a pay period in which such a window ends nothing is kept back; `null` where something always is. */
  readonly paidOut: WindowKind | null;
}

const payCapSchema = z.strictObject({
  amount: targetSchema.meta({
    description: 'For each pay period: money, or a share of its target incentive.',
  }),
  paidOut: word(WINDOW_KINDS)
    .optional()
    .meta({ description: 'The window at whose end all that was carried is paid.' }),
  ...paySpanShape,
});

/** The written form of a cap of pay, or of several that follow each other. */
export const payCapsSchema = z
  .union([payCapSchema, z.array(payCapSchema).min(1)])
  .meta({ description: 'The most that a pay period pays; the rest is carried to the next.' });

/**
 * Compiles the caps of pay of a plan; reports every problem.
 *
 * @example
 * const payCaps = compilePayCaps(written, context);
 */
export function compilePayCaps(
  written: z.output<typeof payCapsSchema>,
  context: PayTermsContext,
): readonly PayCap[] | undefined {
  const list = Array.isArray(written) ? written : [written];
  const spans = list.map(({ from, until }) => ({ from: from ?? null, until: until ?? null }));
  const place = (index: number) => (Array.isArray(written) ? [index] : []);
  const apart = checkSpans(spans, place, context);
  const compiled = list.flatMap((each, index): readonly PayCap[] => {
    const amount = compileTarget(each.amount, [...place(index), 'amount'], context);
    if (amount === undefined) return [];
    return [{ amount, paidOut: each.paidOut ?? null, from: each.from ?? null, until: each.until ?? null }];
  });
  return apart && compiled.length === list.length ? compiled : undefined;
}
