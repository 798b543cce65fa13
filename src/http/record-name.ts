import { z } from 'zod';
import type { Refusal } from '../records/values.js';

/** No id in any file is longer; what is longer is not looked for. */
const LONGEST_NAME = 200;

/**
 * The name of something in a path or a query: a payee's id, a line's, a period's. Any text that a record could
 * hold; whether there is such a thing, the store tells.
 *
 * @example
 * const params = z.strictObject({ payee: recordName() });
 */
export function recordName() {
  return z
    .string()
    .transform((written, context): string => {
      const holds = written.length > 0 && written.length <= LONGEST_NAME && !/\p{Cc}|\p{Cs}/u.test(written);
      if (holds) return written;
      const message = 'this is no id';
      const expected = `an id of at most ${LONGEST_NAME} characters, none of them a control character`;
      const refusal: Refusal = { code: 'id-expected', message, expected };
      context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
      return z.NEVER;
    })
    .meta({ minLength: 1, maxLength: LONGEST_NAME });
}
