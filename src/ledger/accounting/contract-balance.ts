import type { AccountingPeriod } from './accounting-period.js';
import type { CapitalisedContract } from './contract-costs.js';
import type { Month } from './month.js';

/** What became in some months of what was capitalised for a contract, in minor units. */
export interface ContractBalance {
  readonly opening: bigint;
  readonly additions: bigint;
  readonly amortisation: bigint;
  readonly impairment: bigint;
  /** `opening + additions − amortisation − impairment`. */
  readonly closing: bigint;
}

/**
 * What became of what was capitalised for one contract between two months; `null` where nothing did and nothing was
 * left.
 *
 * @param within the first month that is asked for, and the first after it
 * @param cohort only what was capitalised in this month; all when left out
 *
 * @example
 * contractBalance(contract, { from: '2026-01', to: '2026-04' })?.closing // 4_500_000n
 */
export function contractBalance(
  { movements }: Pick<CapitalisedContract, 'movements'>,
  { from, to }: Pick<AccountingPeriod, 'from' | 'to'>,
  cohort?: Month,
): ContractBalance | null {
  let [opening, additions, amortisation, impairment] = [0n, 0n, 0n, 0n];
  for (const each of movements) {
    if (each.month >= to || (cohort !== undefined && each.cohort !== cohort)) continue;
    if (each.month < from) opening += each.addition - each.amortisation - each.impairment;
    else {
      additions += each.addition;
      amortisation += each.amortisation;
      impairment += each.impairment;
    }
  }
  if ([opening, additions, amortisation, impairment].every((amount) => amount === 0n)) return null;
  return {
    opening,
    additions,
    amortisation,
    impairment,
    closing: opening + additions - amortisation - impairment,
  };
}
