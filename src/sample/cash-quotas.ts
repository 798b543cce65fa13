import { daysIn } from '../calendar/date-range.js';
import { monthsOf } from '../calendar/proration.js';
import { parseMinorUnits } from '../money/minor-units.js';
import { divideRounded } from '../money/rounding.js';
import type { Quota, Split } from '../records/record-kinds.js';
import { grossOf, netOf, type Payment } from './payment-drafts.js';
import { type YearOnPlan, yearsOnPlan } from './quota-range.js';
import { Random } from './random.js';
import type { Person } from './staff.js';

/** In 2025 the first customers are only beginning to pay; a new rep's are, whenever they begin. */
const FIRST_YEAR_QUARTERS = [3, 8, 9, 10];
const NEW_REP_MONTHS = [1, 2, 4, 5, 6];
const LEAST_QUOTA = 20_000n;

/**
 * Sets the quotas of those who are paid on cash. The company knows what its customers pay; so a quota is what
 * came in, made more or less by how well the rep did.
 *
 * @example
 * const quotas = cashQuotas(staff, splits, cash.payments, 7);
 */
export function cashQuotas(
  staff: readonly Person[],
  splits: readonly Split[],
  payments: readonly Payment[],
  seed: number,
): readonly (Quota & { readonly payee: string })[] {
  const random = new Random(seed, 'cash-quotas');
  const collected = collectedByYear(splits, payments);
  return yearsOnPlan(staff, 'smb-ae').map((own) => {
    const attainment = BigInt(Math.floor((random.between(62, 138) + random.between(72, 128)) / 2));
    const cash = collected.get(`${own.payee}/${own.year}`) ?? 0n;
    const atPar = (cash * 100n) / attainment;
    const thousands = divideRounded(atPar * wholePart(own), workedPart(own) * 100_000n, 'half-up');
    const amount = thousands * 1_000n > LEAST_QUOTA ? thousands * 1_000n : LEAST_QUOTA;
    return quotaOf(own, 'collected-cash', amount, weightsOf(own));
  });
}

/**
 * A year's quota in whole units of USD.
 *
 * @example
 * quotaOf(own, 'collected-cash', 360_000n, null).spread // 'equal'
 */
export function quotaOf(
  { payee, range }: YearOnPlan,
  quota: string,
  amount: bigint,
  weights: readonly number[] | null,
): Quota & { readonly payee: string } {
  const spread = weights === null ? 'equal' : 'weights';
  const list = weights?.map(String) ?? null;
  return {
    payee,
    team: null,
    quota,
    ...range,
    amount: String(amount),
    currency: 'USD',
    spread,
    weights: list,
  };
}

/** Net cash by payee and year, in minor units, by the shares in force on its day. */
function collectedByYear(
  splits: readonly Split[],
  payments: readonly Payment[],
): ReadonlyMap<string, bigint> {
  const owners = new Map<string, Split[]>();
  for (const split of splits) {
    if (split.role === 'owner') owners.set(split.deal, [...(owners.get(split.deal) ?? []), split]);
  }
  const collected = new Map<string, bigint>();
  for (const { invoice, date, amount } of payments) {
    const net = (amount * netOf(invoice)) / grossOf(invoice);
    for (const { payee, share, from, to } of owners.get(invoice.contract.deal.id) ?? []) {
      if ((from !== null && date < from) || (to !== null && date >= to)) continue;
      const key = `${payee}/${date.slice(0, 4)}`;
      collected.set(key, (collected.get(key) ?? 0n) + (net * hundredths(share)) / 100n);
    }
  }
  return collected;
}

/** A share of two decimals in hundredths. */
function hundredths(share: string): bigint {
  const parsed = parseMinorUnits(share, 'USD');
  return typeof parsed === 'bigint' ? parsed : 0n;
}

function weightsOf({ range, year, isNew }: YearOnPlan): readonly number[] | null {
  const months = monthsOf(range).length;
  if (isNew && months > 1) return Array.from({ length: months }, (_, month) => NEW_REP_MONTHS[month] ?? 6);
  return year === '2025' && months === 12 ? FIRST_YEAR_QUARTERS : null;
}

/** How much of the quota falls into the whole range, and into the worked part; the scale does not matter. */
function wholePart(own: YearOnPlan): bigint {
  return BigInt(weightedDays(own, own.range));
}

function workedPart(own: YearOnPlan): bigint {
  const days = weightedDays(own, own.worked);
  return BigInt(days === 0 ? 1 : days);
}

function weightedDays(own: YearOnPlan, part: YearOnPlan['range']): number {
  const months = monthsOf(own.range);
  const weights = weightsOf(own) ?? [1];
  return months.reduce((sum, month, index) => {
    const from = month.from > part.from ? month.from : part.from;
    const to = month.to < part.to ? month.to : part.to;
    const weight = weights[Math.floor((index * weights.length) / months.length)] ?? 0;
    return from < to ? sum + daysIn({ from, to }) * weight : sum;
  }, 0);
}
