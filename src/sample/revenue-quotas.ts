import { addDays, addMonths, type CivilDate } from '../calendar/civil-date.js';
import { divideRounded } from '../money/rounding.js';
import type { Quota } from '../records/record-kinds.js';
import { quotaOf } from './cash-quotas.js';
import { type Contract, serviceOf } from './contract.js';
import { yearsOnPlan } from './quota-range.js';
import { Random } from './random.js';
import { LAST_YEAR_END } from './sample-constants.js';
import type { Person } from './staff.js';

const LEAST_QUOTA = 10_000n;
/** What a euro is worth about, in cents. */
const EURO = 108n;

/**
 * Sets the quotas of account managers: what the contracts in their care are planned to bring in the year, made
 * more or less by how ambitious the company is.
 *
 * @example
 * const quotas = revenueQuotas(staff, contracts, changes.cancelledOn, 7);
 */
export function revenueQuotas(
  staff: readonly Person[],
  contracts: readonly Contract[],
  cancelledOn: ReadonlyMap<string, CivilDate>,
  seed: number,
): readonly (Quota & { readonly payee: string })[] {
  const random = new Random(seed, 'revenue-quotas');
  const planned = plannedByYear(contracts, cancelledOn);
  return yearsOnPlan(staff, 'account-manager').map((own) => {
    const attainment = BigInt(random.between(78, 122));
    const revenue = planned.get(`${own.payee}/${own.year}`) ?? 0n;
    const amount = divideRounded((revenue * 100n) / attainment, 1_000_000n, 'half-up') * 10_000n;
    return quotaOf(own, 'recognized-revenue', amount > LEAST_QUOTA ? amount : LEAST_QUOTA, null);
  });
}

/** Revenue by account manager and year in minor units of USD, month by month whatever the contract's method. */
function plannedByYear(
  contracts: readonly Contract[],
  cancelledOn: ReadonlyMap<string, CivilDate>,
): ReadonlyMap<string, bigint> {
  const planned = new Map<string, bigint>();
  for (const { deal, care, value } of contracts) {
    if (care === null) continue;
    const { from, to } = serviceOf({ deal });
    const end = cancelledOn.get(deal.id) ?? to ?? LAST_YEAR_END;
    const monthly = (value * (deal.currency === 'EUR' ? EURO : 100n)) / 100n / BigInt(deal.termMonths ?? 1);
    for (let month = 1; addMonths(from, month - 1) < end; month += 1) {
      const date = addDays(addMonths(from, month), -1);
      if (date >= LAST_YEAR_END || date >= end) break;
      const key = `${care.payee}/${date.slice(0, 4)}`;
      planned.set(key, (planned.get(key) ?? 0n) + monthly);
    }
  }
  return planned;
}
