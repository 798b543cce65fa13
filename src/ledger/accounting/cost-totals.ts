import { compareText } from '../../engine/record-index.js';
import type { CapitalisedContract } from './contract-costs.js';
import type { CostMovement } from './cost-movement.js';

/** What happens in a month to what was capitalised in one, over all contracts of a plan and a region. */
export interface CostCell extends CostMovement {
  readonly currency: string;
  readonly plan: string;
  /** Empty where it is not known. */
  readonly region: string;
}

/** Sums what becomes of the costs of contracts, contract after contract. */
export class CostTotals {
  readonly #cells = new Map<string, CostCell>();

  /** Takes one more contract. */
  add({ entitlement: { currency, plan }, region, movements }: CapitalisedContract): void {
    for (const movement of movements) {
      const key = [currency, plan, region, movement.cohort, movement.month].join('\u0000');
      const known = this.#cells.get(key);
      this.#cells.set(key, {
        currency,
        plan,
        region,
        cohort: movement.cohort,
        month: movement.month,
        addition: (known?.addition ?? 0n) + movement.addition,
        amortisation: (known?.amortisation ?? 0n) + movement.amortisation,
        impairment: (known?.impairment ?? 0n) + movement.impairment,
      });
    }
  }

  /** The sums, in the order of currency, plan, region, cohort and month. */
  cells(): readonly CostCell[] {
    return [...this.#cells].sort(([a], [b]) => compareText(a, b)).map(([, cell]) => cell);
  }
}
