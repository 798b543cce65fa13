import { addMonths, type CivilDate, earlier, later } from '../calendar/civil-date.js';
import { type ClosedRange, daysIn, intersect } from '../calendar/date-range.js';
import { monthsOf } from '../calendar/proration.js';
import type { BookingQuota } from './booking-quotas.js';
import { Random } from './random.js';
import { FIRST_DAY, NOT_YET, SAMPLE_REP } from './sample-constants.js';
import type { Person, Posting } from './staff.js';

/** What a payee sells in a quarter, or the part of it that the posting lasts. */
export interface QuarterSales {
  readonly posting: Posting;
  readonly range: ClosedRange;
  /** In minor units of USD, as the payee's plan counts it. */
  readonly total: bigint;
}

/** Worse than this nobody stays, better than this nobody gets. */
const LEAST = 40;
const MOST = 170;
/** What an SMB rep books a month at par, in thousands; their quota is of cash, and follows from that. */
const SMB_MONTH = [24, 34] as const;

/**
 * Draws how much everyone sells in each quarter: the quota times the person's skill and some luck.
 *
 * @example
 * const sales = quarterSales(staff, bookingQuotas(staff, 7), 7);
 */
export function quarterSales(
  staff: readonly Person[],
  quotas: readonly BookingQuota[],
  seed: number,
): readonly QuarterSales[] {
  const random = new Random(seed, 'sales-targets');
  const targets = new Map<string, bigint>(
    quotas.flatMap(({ record, months }) =>
      [...months].map(([month, amount]) => [`${record.payee}/${month}`, amount] as const),
    ),
  );
  return staff.flatMap(({ payee, postings }) => {
    const skill = Math.floor((random.between(55, 135) + random.between(65, 130)) / 2);
    const smbMonth = BigInt(random.between(...SMB_MONTH)) * 100_000n;
    return postings.filter(sells).flatMap((posting) =>
      quartersOf(posting).map((range) => {
        const attainment = attainmentOf(payee.id, range, skill, random);
        const monthly = (month: string) =>
          posting.plan === 'smb-ae' ? smbMonth : (targets.get(`${payee.id}/${month}`) ?? 0n);
        return { posting, range, total: (targetOf(range, monthly) * BigInt(attainment)) / 100n };
      }),
    );
  });
}

function sells({ plan, as }: Posting): boolean {
  return as === 'member' && ['enterprise-ae', 'smb-ae', 'reseller-channel'].includes(plan);
}

/** The quarters of a posting up to the last known day; a few days at either end are left idle. */
function quartersOf(posting: Posting): readonly ClosedRange[] {
  const worked = { from: posting.from, to: earlier(posting.to ?? NOT_YET, NOT_YET) };
  const quarters: ClosedRange[] = [];
  for (let from = FIRST_DAY; from < worked.to; from = addMonths(from, 3)) {
    const shared = intersect({ from, to: addMonths(from, 3) }, worked);
    if (shared !== undefined && daysIn(shared) > 9) quarters.push(shared);
  }
  return quarters;
}

function targetOf(range: ClosedRange, monthly: (month: string) => bigint): bigint {
  return monthsOf(range)
    .map((month) => {
      const active = { from: later(month.from, range.from), to: earlier(month.to, range.to) };
      return (monthly(month.from.slice(0, 7)) * BigInt(daysIn(active))) / BigInt(daysIn(month));
    })
    .reduce((sum, amount) => sum + amount, 0n);
}

/** In percent. The rep whom the documentation shows has the textbook deals besides. */
function attainmentOf(payee: string, { from }: ClosedRange, skill: number, random: Random): number {
  const luck = random.between(-28, 28);
  if (payee !== SAMPLE_REP) return Math.min(MOST, Math.max(LEAST, skill + luck));
  return SHOWN[from] ?? 100 + Math.floor(luck / 2);
}

const SHOWN: Readonly<Record<CivilDate, number>> = { '2026-07-01': 84, '2026-10-01': 65 };
