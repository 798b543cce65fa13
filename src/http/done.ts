import type { Result } from '../problems/result.js';
import { Refusal } from './refusal.js';

/**
 * What came of something, or the refusal of it with all that stands against it.
 *
 * @example
 * const { account } = done(await createAccount(desk, wanted, actor));
 */
export function done<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(422, result.problems);
}
