import { z } from 'zod';
import { readPayGroupId } from '../ledger/pay-group.js';
import type { Refusal } from '../records/values.js';

/**
 * The id of a pay group in a path, a query or a body: its frequency and currency.
 *
 * @example
 * const query = z.strictObject({ payGroup: payGroupName().optional() });
 */
export function payGroupName() {
  return z
    .string()
    .transform((written, context): string => {
      if (readPayGroupId(written) !== null) return written;
      const message = 'this is no pay group';
      const expected = 'its frequency and currency, such as monthly-USD';
      const refusal: Refusal = { code: 'invalid-value', message, expected };
      context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
      return z.NEVER;
    })
    .meta({ description: 'A pay group: people on one pay calendar and currency', examples: ['monthly-USD'] });
}
