import { addDays, type CivilDate, later } from '../calendar/civil-date.js';
import { type ClosedRange, daysIn } from '../calendar/date-range.js';
import { telescope } from '../money/share-out.js';
import { type Draft, draftDeal, type Sale } from './draft-deal.js';
import type { SamplePlan } from './organization.js';
import { Random } from './random.js';
import type { QuarterSales } from './sales-targets.js';
import { randomDay } from './staff.js';

/** What a plan's people sell: how many deals in a whole quarter, and to whom. */
interface Practice {
  readonly kind: Sale['kind'];
  readonly deals: readonly [least: number, most: number];
}

const PRACTICES: ReadonlyMap<SamplePlan, Practice> = new Map([
  ['enterprise-ae', { kind: 'enterprise', deals: [1, 3] }],
  ['smb-ae', { kind: 'smb', deals: [4, 8] }],
  ['reseller-channel', { kind: 'channel', deals: [2, 4] }],
]);

const DAYS_OF_QUARTER = 91;

/**
 * Cuts what everyone sells in a quarter into deals, to new customers and to those they have.
 *
 * @example
 * const drafts = soldContracts(quarterSales(staff, quotas, 7), accountNames(7), 7);
 */
export function soldContracts(
  sales: readonly QuarterSales[],
  accounts: Iterator<string, never>,
  seed: number,
): readonly Draft[] {
  const random = new Random(seed, 'sold-contracts');
  const customers = new Map<string, string[]>();
  return sales.flatMap(({ posting, range, total }) => {
    const practice = PRACTICES.get(posting.plan);
    if (practice === undefined) return [];
    const own = customers.get(posting.payee) ?? [];
    customers.set(posting.payee, own);
    const { kind } = practice;
    const counts = kind === 'enterprise' && range.from >= '2026-01-01' ? 'tcv' : 'acv';
    return amountsOf(total, practice, range, random).map((amount) => {
      const expands = own.length > 2 && random.chance(18);
      const account = expands ? random.pick(own) : accounts.next().value;
      if (!expands) own.push(account);
      const type = expands ? 'expansion' : 'new';
      const closeDate = closingDay(range, random);
      return draftDeal({ kind, seller: posting, closeDate, amount, counts, type, account }, random);
    });
  });
}

function amountsOf(
  total: bigint,
  { deals: [least, most] }: Practice,
  range: ClosedRange,
  random: Random,
): readonly bigint[] {
  const inFullQuarter = random.between(least, most);
  const count = Math.max(1, Math.floor((inFullQuarter * daysIn(range) + 45) / DAYS_OF_QUARTER));
  const weights = Array.from({ length: count }, () => BigInt(random.between(40, 160)));
  return telescope(
    total,
    weights,
    weights.reduce((sum, weight) => sum + weight, 0n),
    'down',
  );
}

/** Deals close toward the end of a quarter. */
function closingDay(range: ClosedRange, random: Random): CivilDate {
  const last = addDays(range.to, -1);
  const day = randomDay(random, range.from, last);
  return random.chance(45) ? later(day, randomDay(random, range.from, last)) : day;
}
