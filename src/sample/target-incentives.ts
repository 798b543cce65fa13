import { earlier, later } from '../calendar/civil-date.js';
import type { Assignment, Quota, TargetIncentive } from '../records/record-kinds.js';
import { Random } from './random.js';
import { FIRST_DAY, SAMPLE_REP } from './sample-constants.js';

const YEARS = [
  { from: FIRST_DAY, to: '2026-01-01' },
  { from: '2026-01-01', to: '9999-12-31' },
] as const;

/** The range of a year's incentive at target in thousands of USD, by plan; it grows a little from year to year. */
const THOUSANDS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'enterprise-ae': [95, 125],
  'smb-ae': [30, 44],
  'account-manager': [40, 54],
  'reseller-channel': [50, 66],
  'solution-specialist': [26, 36],
  'sales-manager': [55, 80],
  'smb-manager': [38, 52],
  'account-management-lead': [50, 66],
  'regional-vp': [180, 240],
};

/**
 * The target incentives of everybody, a year at a time. Where a plan pays a percentage of cash, the incentive is
 * what that comes to at quota.
 *
 * @example
 * const incentives = targetIncentives(assignments, quotas, 7);
 */
export function targetIncentives(
  assignments: readonly Assignment[],
  quotas: readonly Quota[],
  seed: number,
): readonly TargetIncentive[] {
  const random = new Random(seed, 'target-incentives');
  const cash = new Map(
    quotas
      .filter(({ quota }) => quota === 'collected-cash')
      .map((each) => [`${each.payee}/${each.from.slice(0, 4)}`, each]),
  );
  return assignments.flatMap(({ payee, plan, from, to }) => {
    const [least, most] = THOUSANDS[plan] ?? [30, 40];
    const base = random.between(least, most);
    const raise = random.between(2, 9);
    return YEARS.flatMap((year, index) => {
      const start = later(from, year.from);
      const end = earlier(to ?? '9999-12-31', year.to);
      if (start >= end) return [];
      const drawn = payee === SAMPLE_REP ? SHOWN_THOUSANDS[index] : base + index * raise;
      const own = cash.get(`${payee}/${year.from.slice(0, 4)}`);
      const thousands = plan === 'smb-ae' ? (ofCash(own, least, most) ?? drawn) : drawn;
      const amount = BigInt(thousands ?? base) * 100_000n;
      return [{ payee, from: start, to: end === '9999-12-31' ? null : end, amount, currency: 'USD' }];
    });
  });
}

/** The incentive of the rep whom the documentation shows: 30,000 a quarter in 2026. */
const SHOWN_THOUSANDS = [110, 120];

/** A tenth of a whole year's quota, kept within what such jobs pay. */
function ofCash(quota: Quota | undefined, least: number, most: number): number | undefined {
  if (quota === undefined || quota.from.slice(5) !== '01-01') return undefined;
  const tenth = Number(BigInt(quota.amount) / 10_000n);
  return Math.min(most + 20, Math.max(least - 12, tenth));
}
