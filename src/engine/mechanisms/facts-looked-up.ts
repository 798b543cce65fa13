import { factDimensions } from './matrix/matrix-form.js';
import type { Mechanism } from './mechanism.js';

/**
 * The facts that a mechanism looks up a rate by.
 *
 * @example
 * factsLookedUp(mechanism) // ['discount'], where a commission is over the discount
 */
export function factsLookedUp(mechanism: Mechanism): readonly string[] {
  if (mechanism.kind === 'matrix') return factDimensions(mechanism).map(({ over }) => over.fact);
  return mechanism.kind === 'commission' && mechanism.over.kind === 'fact' ? [mechanism.over.fact] : [];
}
