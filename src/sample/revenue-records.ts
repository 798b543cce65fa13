import { addDays, addMonths, type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { telescope } from '../money/share-out.js';
import type { Milestone, RevenueEntry, RevenueSchedule } from '../records/record-kinds.js';
import { type Contract, serviceOf } from './contract.js';
import { Random } from './random.js';
import { NOT_YET } from './sample-constants.js';

/** The records that tell the revenue of contracts, each contract in one of the three. */
export interface RevenueRecords {
  readonly revenueSchedule: readonly RevenueSchedule[];
  readonly milestone: readonly Milestone[];
  readonly revenueEntry: readonly RevenueEntry[];
}

const MILESTONES = [
  { id: 'design', share: '0.3', thirds: 1 },
  { id: 'build', share: '0.45', thirds: 2 },
  { id: 'go-live', share: '0.25', thirds: 3 },
] as const;

/**
 * Tells the revenue of contracts: by schedule, by milestones, or, where customers pay by use, entry by entry as
 * far as it is known.
 *
 * @example
 * const { revenueSchedule, milestone, revenueEntry } = revenueRecords(contracts, changes.cancelledOn, 7);
 */
export function revenueRecords(
  contracts: readonly Contract[],
  cancelledOn: ReadonlyMap<string, CivilDate>,
  seed: number,
): RevenueRecords {
  const random = new Random(seed, 'revenue-records');
  const by = (...methods: readonly Contract['revenue'][]) =>
    contracts.filter(({ revenue }) => methods.includes(revenue));
  return {
    revenueSchedule: by('months', 'days', 'monthly').map(scheduleOf),
    milestone: by('milestones').flatMap(milestonesOf),
    revenueEntry: by('entries')
      .flatMap((contract) => entriesOf(contract, random))
      .filter(({ deal, date }) => date < (cancelledOn.get(deal) ?? NOT_YET)),
  };
}

function scheduleOf(contract: Contract): RevenueSchedule {
  const { deal, revenue } = contract;
  const method = revenue === 'days' || revenue === 'monthly' ? revenue : 'months';
  return { deal: deal.id, method, ...serviceOf(contract), amount: null, currency: deal.currency };
}

function milestonesOf(contract: Contract): readonly Milestone[] {
  const { from, to } = serviceOf(contract);
  const days = daysBetween(from, to ?? from);
  return MILESTONES.map(({ id, share, thirds }) => ({
    deal: contract.deal.id,
    id,
    date: addDays(from, Math.floor((days * thirds) / 3) - 1),
    share,
  }));
}

/** Use goes up and down, so no quarter is like the other; together they come to the value of the contract. */
function entriesOf(contract: Contract, random: Random): readonly RevenueEntry[] {
  const { deal, value } = contract;
  const { from } = serviceOf(contract);
  const quarters = (deal.termMonths ?? 0) / 3;
  const weights = Array.from({ length: quarters }, () => BigInt(random.between(75, 125)));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  return telescope(value, weights, total, 'down').map((amount, quarter) => ({
    deal: deal.id,
    id: `use-${quarter + 1}`,
    date: addDays(addMonths(from, (quarter + 1) * 3), -1),
    amount,
    currency: deal.currency,
  }));
}
