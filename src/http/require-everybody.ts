import type { PayeeScope } from '../access/scope.js';
import { notFound } from './refusal.js';

/**
 * Refuses a request for what sums or changes the pay of everybody, where the viewer may not see everybody, in the
 * words of what is not there.
 *
 * @example
 * requireEverybody(scope);
 */
export function requireEverybody(scope: PayeeScope): void {
  if (!scope.all) throw notFound('there is no such thing, or the viewer may not know of it');
}
