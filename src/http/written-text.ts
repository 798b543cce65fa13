import { z } from 'zod';
import type { Refusal } from '../records/values.js';

/**
 * A text of a body that is stored as it was written, such as a reason or what a file says: any text that a database
 * can hold.
 *
 * @param max the most characters
 * @example
 * const body = z.strictObject({ reason: writtenText(1000).optional() });
 */
export function writtenText(max: number) {
  return z
    .string()
    .max(max)
    .transform((written, context): string => {
      if (!/\0|\p{Cs}/u.test(written)) return written;
      const message = 'the text has characters that cannot be stored';
      const expected = 'text without NUL and without halves of characters';
      const refusal: Refusal = { code: 'invalid-value', message, expected };
      context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
      return z.NEVER;
    })
    .meta({ maxLength: max });
}
