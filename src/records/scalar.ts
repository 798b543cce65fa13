import { z } from 'zod';
import type { ProblemCode } from '../problems/codes.js';

/**
 * Why a value was refused, in the words of a problem; the `params` of the issue.
 *
 * @example
 * const refusal: Refusal = {
 *   code: 'percent-expected', message: '8 is not a percent', expected: 'a percent, such as 8%', hint: 'did you mean 8%?',
 * };
 */
export interface Refusal {
  readonly code: ProblemCode;
  readonly message: string;
  readonly expected: string;
  readonly found?: string;
  readonly hint?: string;
}

/** What a decoder makes of a text. */
export type Decoded<Value> = { readonly value: Value } | { readonly refusal: Omit<Refusal, 'found'> };

/** What a place for a single value takes. */
export interface ScalarKind {
  readonly code: ProblemCode;
  readonly expected: string;
  /** The JSON Schema that tells an editor what may be written. */
  readonly editor: Readonly<Record<string, unknown>>;
}

/**
 * The schema of a single value that is written as text: what is there is decoded, what is missing, empty or
 * of another shape is refused.
 *
 * @example
 * const schema = scalar(kind, (text) => (text === 'yes' ? { value: true } : refuse(kind, text)));
 */
export function scalar<Value>(kind: ScalarKind, decode: (text: string) => Decoded<Value>) {
  return z
    .unknown()
    .transform((written, context): Value => {
      const decoded = typeof written === 'string' && written !== '' ? decode(written) : absent(kind, written);
      if ('value' in decoded) return decoded.value;
      const { message } = decoded.refusal;
      const found = typeof written === 'string' && written !== '' ? { found: written } : {};
      context.issues.push({
        code: 'custom',
        input: written,
        message,
        params: { ...decoded.refusal, ...found } satisfies Refusal,
      });
      return z.NEVER;
    })
    .meta(kind.editor);
}

function absent(kind: ScalarKind, written: unknown): Decoded<never> {
  const { expected } = kind;
  if (written === undefined)
    return { refusal: { code: 'missing-key', message: 'a key is missing', expected } };
  if (written === '') return { refusal: { code: 'wrong-type', message: 'there is no value here', expected } };
  const shape = Array.isArray(written) ? 'a list' : 'a block of keys';
  return { refusal: { code: kind.code, message: `${shape} stands where a single value belongs`, expected } };
}

/**
 * Refuses a text as not being of the kind.
 *
 * @example
 * refuse(kind, '8', 'did you mean 8%?') // 8 is not a percent
 */
export function refuse(kind: ScalarKind, written: string, hint?: string): Decoded<never> {
  const { code, expected } = kind;
  const [, noun = expected] = /^(.*?)(?:, such as .*)?$/.exec(expected) ?? [];
  const refusal = { code, message: `${shown(written)} is not ${noun}`, expected };
  return { refusal: hint === undefined ? refusal : { ...refusal, hint } };
}

/**
 * Refuses a text that is of the kind, but too small or too great for its place.
 *
 * @example
 * outOfRange('-5', 'an amount of 0 or more')
 */
export function outOfRange(written: string, expected: string): Decoded<never> {
  return {
    refusal: {
      code: 'out-of-range',
      message: `${shown(written)} is outside of what this place takes`,
      expected,
    },
  };
}

function shown(written: string): string {
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}
