import { compareText } from '../../engine/record-index.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Entitlement } from '../entitlement.js';
import type { CostMovement } from './cost-movement.js';
import { costSchedule } from './cost-schedule.js';
import { costTermsOverTime } from './cost-terms-over-time.js';
import type { EarnedAmount } from './earned-amount.js';
import { type ContractCostContext, contractName, EarnedWays, entitlementName } from './earned-ways.js';
import type { ExpensedBecause } from './expensed-because.js';
import type { Month } from './month.js';

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

interface Asset {
  readonly entitlement: Entitlement;
  readonly region: string;
  readonly deal: string;
  readonly additions: Map<Month, bigint>;
}

/**
 * Capitalises what was earned for contracts, where the plan says that it would not have been spent without them,
 * and says of everything else why it is expensed. What is earned is the sum of both. What was earned goes by what is
 * said of its month; what is taken back goes the way of what it takes back.
 *
 * @example
 * contractCosts(earned, { epochsOf, contractOf }).contracts[0]?.movements
 */
export function contractCosts(earned: readonly EarnedAmount[], context: ContractCostContext): ContractCosts {
  const assets = new Map<string, Asset>();
  const expensed: ExpensedAmount[] = [];
  const ways = new EarnedWays(earned, context);
  for (const each of earned) {
    const because = ways.of(each);
    if (because === null) addTo(assets, each, each.deal ?? '');
    else expensed.push(expensedAs(each, because));
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
  const key = contractName(entitlement, deal);
  const asset = assets.get(key) ?? { entitlement, region, deal, additions: new Map<Month, bigint>() };
  asset.additions.set(month, (asset.additions.get(month) ?? 0n) + amount);
  assets.set(key, asset);
}

function scheduleOf(
  { additions, ...asset }: Asset,
  { epochsOf, contractOf }: ContractCostContext,
): { readonly contract: CapitalisedContract; readonly problems: readonly Problem[] } {
  const epochs = epochsOf(asset.entitlement);
  const contract = contractOf(asset.deal);
  const spread = contract === null ? null : costTermsOverTime(epochs, contract);
  if (spread === null) throw new Error(`${asset.deal} has no terms of cost.`);
  const months = epochs.at(-1)?.company.relationshipMonths ?? 0;
  const problems = spread.lacksTerm ? [lacksTerm(asset, months)] : [];
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
