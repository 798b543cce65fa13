import type { CostEpoch } from './cost-epoch.js';
import type { ContractCost } from './cost-movement.js';
import { type Contract, type ContractTerms, costTermsOfDeal } from './cost-terms-of-deal.js';
import { type Month, monthOf } from './month.js';

/** How the cost of one contract is spread, whatever is said of it when. */
export interface TermsOverTime extends Omit<ContractCost, 'additions'> {
  readonly lacksTerm: boolean;
}

interface KnownTerms {
  readonly from: Month;
  readonly to: Month;
  readonly terms: ContractTerms;
}

/**
 * How what a component earns for a contract is spread where the rules said different things over time: what they say
 * later is an estimate from its first month on, so that what was amortised before stands. While they say that nothing
 * is capitalised, what is left is spread as they said before. `null` where they never said that something is.
 *
 * @param epochs in order
 * @example
 * costTermsOverTime(epochs, contract)?.estimates // [{ from: '2026-04-01', benefit: { count: 48, … }, spread: 'months' }]
 */
export function costTermsOverTime(epochs: readonly CostEpoch[], contract: Contract): TermsOverTime | null {
  const known = epochs.flatMap(({ from, cost, company }, place): readonly KnownTerms[] => {
    if (cost?.incremental !== true) return [];
    return [{ from, to: epochs[place + 1]?.from ?? '~', terms: costTermsOfDeal(cost, contract, company) }];
  });
  const [first, ...others] = known;
  if (first === undefined) return null;
  const { benefit, spread } = beginningOf(first);
  const { start, cancelled } = first.terms;
  const estimates = [...laterIn(first), ...others.flatMap((each) => [beginningOf(each), ...laterIn(each)])];
  const lacksTerm = known.at(-1)?.terms.lacksTerm === true;
  return { start, benefit, spread, estimates, cancelled, lacksTerm };
}

/** What is said of the first month. */
function beginningOf({ from, terms: { benefit, spread, estimates } }: KnownTerms) {
  const estimate = estimates.findLast((each) => monthOf(each.from) <= from);
  return { from: `${from}-01`, benefit: estimate?.benefit ?? benefit, spread };
}

/** What is said of later months. */
function laterIn({ from, to, terms: { estimates, spread } }: KnownTerms): ContractCost['estimates'] {
  return estimates.flatMap((each) => {
    const month = monthOf(each.from);
    return from < month && month < to ? [{ ...each, spread }] : [];
  });
}
