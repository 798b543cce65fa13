import type { Quota } from '../records/record-kinds.js';
import type { BookingQuota } from './booking-quotas.js';
import { REGIONS, SELLING_TEAMS, TOP_TEAM } from './organization.js';
import { Random } from './random.js';
import { FIRST_DAY } from './sample-constants.js';
import type { Person } from './staff.js';

/**
 * Sets quotas of new bookings for the company, its regions and the North American enterprise teams, a little
 * above or below what the members' quotas come to. Other teams have none of their own.
 *
 * @example
 * teamQuotas(staff, bookings, 7)[0]?.team // 'global-sales'
 */
export function teamQuotas(
  staff: readonly Person[],
  bookings: readonly BookingQuota[],
  seed: number,
): readonly Quota[] {
  const random = new Random(seed, 'team-quotas');
  const teamOf = new Map(staff.map(({ payee, postings }) => [payee.id, postings.at(-1)?.team ?? '']));
  const regions = Object.keys(REGIONS);
  const enterprise = SELLING_TEAMS.filter(
    ({ plan, region }) => plan === 'enterprise-ae' && region === 'north-america',
  );
  return [TOP_TEAM, ...regions, ...enterprise.map(({ id }) => id)].flatMap((team) => {
    const below = new Set(SELLING_TEAMS.filter((each) => isIn(each, team)).map(({ id }) => id));
    return ['2025', '2026'].map((year): Quota => {
      const own = bookings.filter(
        ({ record }) => below.has(teamOf.get(record.payee) ?? '') && record.from.startsWith(year),
      );
      const sum = own.reduce((total, { record }) => total + BigInt(record.amount), 0n);
      const amount = ((sum * BigInt(random.between(94, 103))) / 100n / 50_000n) * 50_000n;
      const from = year === '2025' ? FIRST_DAY : '2026-01-01';
      const to = year === '2025' ? '2026-01-01' : '2027-01-01';
      const spread = { spread: 'equal', weights: null } as const;
      return {
        payee: null,
        team,
        quota: 'new-bookings',
        from,
        to,
        amount: String(amount),
        currency: 'USD',
        ...spread,
      };
    });
  });
}

function isIn({ id, region }: { readonly id: string; readonly region: string }, team: string): boolean {
  return team === TOP_TEAM || team === region || team === id;
}
