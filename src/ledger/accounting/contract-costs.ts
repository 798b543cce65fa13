import type { CostTerms } from '../../engine/contract-cost.js';
import { compareText } from '../../engine/record-index.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Entitlement } from '../entitlement.js';
import type { CostMovement } from './cost-movement.js';
import { costSchedule } from './cost-schedule.js';
import { type Contract, costTermsOfDeal } from './cost-terms-of-deal.js';
import type { EarnedAmount } from './earned-amount.js';
import type { Month } from './month.js';

/**
 * Why something earned is not capitalised: the plan does not say that it is incremental; says that it is not;
 * it is of use for a year at most; or there is no contract that it could belong to.
 */
export const EXPENSED_BECAUSE = ['notStated', 'notIncremental', 'oneYearAtMost', 'noContract'] as const;

/** One of {@link EXPENSED_BECAUSE}. */
export type ExpensedBecause = (typeof EXPENSED_BECAUSE)[number];

/** Something earned that is expensed in its month. */
export interface ExpensedAmount extends Omit<EarnedAmount, 'deal'> {
  readonly because: ExpensedBecause;
}

/** What was earned for one contract by one entitlement, and what becomes of it. */
export interface CapitalisedContract {
  readonly entitlement: Entitlement;
  readonly region: string;
  readonly deal: string;
  readonly movements: readonly CostMovement[];
}

/** What accounting makes of what was earned. */
export interface ContractCosts {
  /** In the order of entitlements and deals. */
  readonly contracts: readonly CapitalisedContract[];
  readonly expensed: readonly ExpensedAmount[];
  readonly problems: readonly Problem[];
}

/** What {@link contractCosts} goes by. */
export interface ContractCostContext {
  readonly termsOf: (entitlement: Entitlement) => CostTerms | null;
  /** The contract of a deal; `null` where there is none any more. */
  readonly contractOf: (deal: string) => Contract | null;
  /** How long a customer is expected to stay. */
  readonly relationshipMonths: number;
}

interface Asset {
  readonly entitlement: Entitlement;
  readonly region: string;
  readonly deal: string;
  readonly additions: Map<Month, bigint>;
}

/**
 * Capitalises what was earned for contracts, where the plan says that it would not have been spent without them,
 * and says of everything else why it is expensed. What is earned is the sum of both.
 *
 * @example
 * contractCosts(earned, { termsOf, contractOf, relationshipMonths: 36 }).contracts[0]?.movements
 */
export function contractCosts(earned: readonly EarnedAmount[], context: ContractCostContext): ContractCosts {
  const assets = new Map<string, Asset>();
  const expensed: ExpensedAmount[] = [];
  for (const each of earned) {
    const terms = context.termsOf(each.entitlement);
    const contract = each.deal === null ? null : context.contractOf(each.deal);
    if (terms?.incremental !== true)
      expensed.push(expensedAs(each, terms === null ? 'notStated' : 'notIncremental'));
    else if (contract === null) expensed.push(expensedAs(each, 'noContract'));
    else if (costTermsOfDeal(terms, contract, context.relationshipMonths).expensedAtOnce)
      expensed.push(expensedAs(each, 'oneYearAtMost'));
    else addTo(assets, each, contract.deal);
  }
  const ordered = [...assets.values()].sort(
    (a, b) =>
      compareText(entitlementName(a.entitlement), entitlementName(b.entitlement)) ||
      compareText(a.deal, b.deal),
  );
  const scheduled = ordered.map((asset) => scheduleOf(asset, context));
  return {
    contracts: scheduled.map(({ contract }) => contract),
    expensed,
    problems: scheduled.flatMap(({ problems }) => problems),
  };
}

function expensedAs({ deal: _, ...each }: EarnedAmount, because: ExpensedBecause): ExpensedAmount {
  return { ...each, because };
}

function addTo(
  assets: Map<string, Asset>,
  { entitlement, region, month, amount }: EarnedAmount,
  deal: string,
): void {
  const key = `${entitlementName(entitlement)}\u0000${deal}`;
  const asset = assets.get(key) ?? { entitlement, region, deal, additions: new Map<Month, bigint>() };
  asset.additions.set(month, (asset.additions.get(month) ?? 0n) + amount);
  assets.set(key, asset);
}

/** Tells entitlements apart wherever they come from: their numbers are those of one run. */
function entitlementName({ payee, assignment, segmentFrom, component }: Entitlement): string {
  return [payee, assignment, segmentFrom, component].join('\u0000');
}

function scheduleOf(
  { additions, ...asset }: Asset,
  { termsOf, contractOf, relationshipMonths }: ContractCostContext,
): { readonly contract: CapitalisedContract; readonly problems: readonly Problem[] } {
  const terms = termsOf(asset.entitlement);
  const contract = contractOf(asset.deal);
  if (terms?.incremental !== true || contract === null)
    throw new Error(`${asset.deal} has no terms of cost.`);
  const spread = costTermsOfDeal(terms, contract, relationshipMonths);
  const problems = spread.lacksTerm ? [lacksTerm(asset, relationshipMonths)] : [];
  return { contract: { ...asset, movements: costSchedule({ ...spread, additions }) }, problems };
}

function lacksTerm({ deal, entitlement }: Pick<Asset, 'deal' | 'entitlement'>, months: number): Problem {
  return problem('missing-benefit', `the cost of ${deal} is spread over its term, and it says none`, {
    severity: 'warning',
    subject: `deal ${deal}, ${entitlement.plan}, ${entitlement.component}`,
    expected: 'termMonths of the deal',
    hint: `it is spread over the expected relationship of ${months} months until it does`,
  });
}
