import type { CostTerms } from '../../engine/contract-cost.js';
import type { Month } from './month.js';

/** What the company says of the costs of all contracts. */
export interface CostPolicy {
  /** How long a customer is expected to stay. */
  readonly relationshipMonths: number;
  /** Whether what is of use for a year at most is expensed at once, where a component does not say. */
  readonly expedient: boolean;
}

/** What accounting goes by from a month on, until it goes by something else. */
export interface CostEpoch {
  /** The first month; the empty text from the beginning. */
  readonly from: Month;
  /** `null` where the plan says nothing. */
  readonly cost: CostTerms | null;
  readonly company: CostPolicy;
}

/**
 * What accounting goes by in a month.
 *
 * @param epochs in order, the first of them from the beginning
 * @example
 * epochIn(epochs, '2026-03').cost // { incremental: true, … }
 */
export function epochIn(epochs: readonly CostEpoch[], month: Month): CostEpoch {
  const found = epochs.findLast(({ from }) => from <= month);
  if (found === undefined) throw new Error('Something is said of costs from the beginning.');
  return found;
}
