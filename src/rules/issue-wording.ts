import type { z } from 'zod';
import { PROBLEM_CODES, type ProblemCode } from '../problems/codes.js';
import { didYouMean } from '../problems/did-you-mean.js';
import type { ProblemDetail } from '../problems/problem.js';
import type { Refusal } from '../records/values.js';

/**
 * The refusal that a schema of the language attached to its issue; `undefined` for issues of zod's own.
 *
 * @example
 * refusalOf(issue)?.code // 'percent-expected'
 */
export function refusalOf(issue: z.core.$ZodIssue): Refusal | undefined {
  if (issue.code !== 'custom' || issue.params === undefined) return undefined;
  const { code, expected, found, hint } = issue.params;
  if (!isProblemCode(code)) return undefined;
  return {
    code,
    message: issue.message,
    expected: typeof expected === 'string' ? expected : '',
    ...foundIn(typeof found === 'string' ? found : issue.input),
    ...(typeof hint === 'string' && { hint }),
  };
}

/**
 * What a refusal adds to a problem beside its code and message.
 *
 * @example
 * problem(refusal.code, refusal.message, refusalDetail(refusal));
 */
export function refusalDetail({ expected, found, hint }: Refusal): ProblemDetail {
  return { expected: expected === '' ? undefined : expected, found, hint };
}

/**
 * Several words as what a place expects; nothing where there are none.
 *
 * @example
 * oneOf(['flat', 'linear']) // 'one of flat, linear'
 */
export function oneOf(words: readonly string[]): string | undefined {
  return words.length > 1 ? `one of ${words.join(', ')}` : words[0];
}

/**
 * What a problem says of a word that is not one of those a place takes.
 *
 * @example
 * wordDetail('quater', ['month', 'quarter']).hint // 'did you mean quarter?'
 */
export function wordDetail(written: string, choices: readonly string[]): ProblemDetail {
  // A single letter or digit is as near to every other.
  const hint = written.length > 2 ? didYouMean(written, choices) : undefined;
  return { found: written, expected: oneOf(choices), hint };
}

/**
 * What shape something written has, in words.
 *
 * @example
 * shapeOf(['1']) // 'a list'
 */
export function shapeOf(written: unknown): string {
  if (written === '') return 'nothing';
  if (Array.isArray(written)) return 'a list';
  return typeof written === 'object' ? 'a block of keys' : 'a single value';
}

/**
 * What shape a zod type stands for, in the same words.
 *
 * @example
 * shapeExpected('array') // 'a list'
 */
export function shapeExpected(type: string): string {
  if (type === 'array' || type === 'tuple') return 'a list';
  return type === 'object' || type === 'record' || type === 'map' ? 'a block of keys' : 'a single value';
}

/**
 * The text that was found, where it is a text that can be shown.
 *
 * @example
 * foundIn('8') // { found: '8' }
 */
export function foundIn(written: unknown): { readonly found?: string } {
  return typeof written === 'string' && written !== '' ? { found: written } : {};
}

function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEM_CODES, code);
}
