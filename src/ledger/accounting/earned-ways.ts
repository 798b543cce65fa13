import type { Entitlement } from '../entitlement.js';
import { type CostEpoch, epochIn } from './cost-epoch.js';
import { type Contract, costTermsOfDeal } from './cost-terms-of-deal.js';
import type { EarnedAmount } from './earned-amount.js';
import type { ExpensedBecause } from './expensed-because.js';
import type { Month } from './month.js';

/** What tells what becomes of what was earned. */
export interface ContractCostContext {
  /** What is said of what an entitlement earns, over time. */
  readonly epochsOf: (entitlement: Entitlement) => readonly CostEpoch[];
  /** The contract of a deal; `null` where there is none any more. */
  readonly contractOf: (deal: string) => Contract | null;
}

/** What was done with what was earned for a contract, each since a month. */
interface KnownWays {
  capitalisedSince: Month | null;
  expensed: { readonly since: Month; readonly because: ExpensedBecause } | null;
}

/** What becomes of what was earned: it is capitalised, or expensed for a reason. */
export class EarnedWays {
  readonly #known = new Map<string, KnownWays>();

  /** @param earned all that was earned, so that what is taken back goes the way of what it takes back */
  constructor(
    earned: readonly EarnedAmount[],
    readonly context: ContractCostContext,
  ) {
    for (const each of earned) if (each.amount > 0n && this.#isSaidTwice(each)) this.#note(each);
  }

  /** Why an amount is expensed; `null` where it is capitalised. */
  of(earned: EarnedAmount): ExpensedBecause | null {
    const { entitlement, deal, month, amount } = earned;
    const said = this.#saidOf(earned);
    if (said === 'noContract' || amount >= 0n || deal === null) return said;
    const known = this.#known.get(contractName(entitlement, deal));
    const isCapitalised = known?.capitalisedSince != null && known.capitalisedSince <= month;
    const isExpensed = known?.expensed != null && known.expensed.since <= month;
    if (isCapitalised) return null;
    return isExpensed ? (known.expensed?.because ?? said) : said;
  }

  /** What is said of the month. */
  #saidOf({ entitlement, deal, month }: EarnedAmount): ExpensedBecause | null {
    const { cost, company } = epochIn(this.context.epochsOf(entitlement), month);
    if (cost === null) return 'notStated';
    if (!cost.incremental) return 'notIncremental';
    const contract = deal === null ? null : this.context.contractOf(deal);
    if (contract === null) return 'noContract';
    return costTermsOfDeal(cost, contract, company).expensedAtOnce ? 'oneYearAtMost' : null;
  }

  #isSaidTwice({ entitlement }: EarnedAmount): boolean {
    return this.context.epochsOf(entitlement).length > 1;
  }

  #note(earned: EarnedAmount): void {
    const { entitlement, deal, month } = earned;
    if (deal === null) return;
    const name = contractName(entitlement, deal);
    const known = this.#known.get(name) ?? { capitalisedSince: null, expensed: null };
    const because = this.#saidOf(earned);
    if (because === null) known.capitalisedSince = earlierOf(known.capitalisedSince, month);
    else if (known.expensed === null || month < known.expensed.since)
      known.expensed = { since: month, because };
    this.#known.set(name, known);
  }
}

function earlierOf(known: Month | null, month: Month): Month {
  return known !== null && known <= month ? known : month;
}

/**
 * Tells entitlements apart wherever they come from: their numbers are those of one run.
 *
 * @example
 * entitlementName(one) === entitlementName(other)
 */
export function entitlementName({ payee, assignment, segmentFrom, component }: Entitlement): string {
  return [payee, assignment, segmentFrom, component].join('\u0000');
}

/**
 * Tells apart what entitlements earn for contracts.
 *
 * @example
 * contractName(entitlement, 'D-1')
 */
export function contractName(entitlement: Entitlement, deal: string): string {
  return `${entitlementName(entitlement)}\u0000${deal}`;
}
