import { z } from 'zod';
import { recordName } from '../record-name.js';
import { changedAmount, currencyText, dayText } from '../response-shapes.js';

/** A published version of a plan, as it is asked for. */
export const versionHash = recordName().meta({
  description: 'A published version, by what its hash begins with',
});

/** What is asked of a comparison beside the plan and the version that is tried out. */
export const comparedMonths = {
  against: versionHash.optional().meta({ description: 'The version before; what is published unless said' }),
  from: recordName()
    .optional()
    .meta({ description: 'The first month, by a period or a day; that of the fiscal year unless said' }),
  through: recordName()
    .optional()
    .meta({ description: 'The last month, by a period or a day; the last that is calculated unless said' }),
  payee: recordName().optional().meta({ description: 'Only this payee' }),
};

const sum = { currency: currencyText, earned: changedAmount, payable: changedAmount };

const version = z.strictObject({ hash: z.string(), title: z.string().nullable() });

/** What another version of a plan would have made of past data. */
export const comparisonShape = z
  .strictObject({
    plan: z.string(),
    against: version.nullable().meta({ description: 'null where it is what is published' }),
    with: version,
    from: dayText,
    through: dayText,
    totals: z.array(z.strictObject(sum)),
    components: z.array(z.strictObject({ component: z.string(), ...sum })),
    periods: z.array(z.strictObject({ period: z.string(), ...sum })),
    payees: z
      .array(z.strictObject({ payee: z.string(), name: z.string(), ...sum }))
      .meta({ description: 'The greatest difference of what is earned first' }),
    gain: z.int().min(0),
    lose: z.int().min(0),
    same: z.int().min(0),
    incomplete: z
      .int()
      .min(0)
      .meta({ description: 'Of how many payees a problem keeps some from being known' }),
  })
  .meta({ id: 'PlanComparison', description: 'What another version of a plan would have made of past data' });

/**
 * What is asked for, in the names of the comparison.
 *
 * @example
 * comparedWith({ against: '3f2a', through: '2026-03' }) // { through: '2026-03', against: { hash: '3f2a' } }
 */
export function comparedWith<Asked extends { readonly against?: string | undefined }>({
  against,
  ...asked
}: Asked) {
  return { ...asked, ...(against !== undefined && { against: { hash: against } }) };
}
