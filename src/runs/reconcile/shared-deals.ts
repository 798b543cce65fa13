import type { DealStreams } from '../../engine/events/deal-events.js';
import { DEALS_AT_A_TIME, type Reconciliation } from './reconciliation.js';

/**
 * Some deals as they were after one change or another, each time read once for all who ask for some of them; where
 * they are too many to be held in memory, for everybody anew.
 *
 * @example
 * const shared = new SharedDeals(reconciliation, ['D-1', 'D-2']);
 * (await shared.deals(['D-2'], 12)).index.deals.get('D-2')
 */
export class SharedDeals {
  readonly #byChange = new Map<number, Promise<DealStreams>>();

  /** @param ids distinct and in order */
  constructor(
    readonly reconciliation: Reconciliation,
    readonly ids: readonly string[],
  ) {}

  /** Some of the deals, maybe with others of them. */
  deals(ids: readonly string[], asOfChange: number): Promise<DealStreams> {
    if (this.ids.length > DEALS_AT_A_TIME) return this.reconciliation.deals(ids, asOfChange);
    const known = this.#byChange.get(asOfChange) ?? this.reconciliation.deals(this.ids, asOfChange);
    this.#byChange.set(asOfChange, known);
    return known;
  }
}
