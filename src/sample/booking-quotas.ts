import { type CivilDate, firstOfMonth, later } from '../calendar/civil-date.js';
import { monthsOf } from '../calendar/proration.js';
import type { Quota } from '../records/record-kinds.js';
import type { SamplePlan } from './organization.js';
import { Random } from './random.js';
import { FIRST_DAY, LAST_YEAR_END, SAMPLE_REP } from './sample-constants.js';
import type { Person } from './staff.js';

/** A year's quota of new bookings, and the part of it that falls to each month, by `YYYY-MM`. */
export interface BookingQuota {
  readonly record: Quota & { readonly payee: string };
  readonly months: ReadonlyMap<string, bigint>;
}

/** Someone new sells a quarter of a full month in the first month, half in the second, and so on. */
const RAMP = [1, 2, 3, 4];
const FULL = 4;
/** The end of the year is the strong season. */
const SEASONS = [20, 23, 25, 32];

/** The range of a year's quota in hundred thousands, by plan and year. */
const YEARLY: ReadonlyMap<
  SamplePlan,
  Readonly<Record<string, readonly [least: number, most: number]>>
> = new Map([
  ['enterprise-ae', { '2025': [12, 18], '2026': [18, 26] }],
  ['reseller-channel', { '2025': [8, 12], '2026': [9, 13] }],
]);

/**
 * The quotas of everyone who is held against new bookings, a year at a time: whole years spread equally or by
 * season, and a ramp for those who join on the way.
 *
 * @example
 * bookingQuotas(staff, 7)[0]?.record.amount // '1600000'
 */
export function bookingQuotas(staff: readonly Person[], seed: number): readonly BookingQuota[] {
  const random = new Random(seed, 'booking-quotas');
  return staff.flatMap((person) => {
    const start = startOfSelling(person);
    if (start === undefined) return [];
    const { plan, from, to } = start;
    return ['2025', '2026'].flatMap((year) => {
      const range = YEARLY.get(plan)?.[year];
      const begin = later(firstOfMonth(from), `${year}-01-01`);
      const end = year === '2025' ? '2026-01-01' : LAST_YEAR_END;
      if (range === undefined || begin >= end || (to !== null && to <= begin)) return [];
      const hundredThousands = random.between(...range);
      const seasonal = random.chance(25);
      const weights = weightsOf(person, { from: begin, to: end }, seasonal);
      const yearly = person.payee.id === SAMPLE_REP ? SHOWN_YEARLY[year] : undefined;
      return [quotaOf(person, { from: begin, to: end }, yearly ?? hundredThousands, weights)];
    });
  });
}

/** The numbers of the rep whom the documentation shows are easy to follow: 600,000 a quarter in 2026. */
const SHOWN_YEARLY: Readonly<Record<string, number>> = { '2025': 16, '2026': 24 };

/** From when to when a person sells on a plan with bookings; a change of team makes no difference. */
function startOfSelling({ postings }: Person) {
  const selling = postings.filter(({ plan, as }) => YEARLY.has(plan) && as === 'member');
  const [first] = selling;
  return first === undefined ? undefined : { ...first, to: selling.at(-1)?.to ?? null };
}

interface Range {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** A weight for each month, or for each quarter; `null` spreads equally. */
function weightsOf(person: Person, range: Range, seasonal: boolean): readonly number[] | null {
  const months = monthsOf(range).length;
  if (isNew(person, range)) return Array.from({ length: months }, (_, month) => RAMP[month] ?? FULL);
  return seasonal && months === 12 && person.payee.id !== SAMPLE_REP ? SEASONS : null;
}

function isNew({ payee }: Person, { from }: Range): boolean {
  return (payee.hireDate ?? FIRST_DAY) >= from;
}

function quotaOf(
  person: Person,
  range: Range,
  hundredThousands: number,
  weights: readonly number[] | null,
): BookingQuota {
  const months = monthsOf(range);
  const parts = weights ?? [1];
  const perMonth = months.map((_, month) =>
    BigInt(parts[Math.floor((month * parts.length) / months.length)] ?? 0),
  );
  const sum = perMonth.reduce((total, weight) => total + weight, 0n);
  const quarterMonths = isNew(person, range) ? sum : BigInt(months.length * FULL);
  const thousands = (BigInt(hundredThousands) * 100n * quarterMonths) / BigInt(12 * FULL);
  const amount = thousands * 100_000n;
  return {
    record: {
      payee: person.payee.id,
      team: null,
      quota: 'new-bookings',
      ...range,
      amount: `${thousands}000`,
      currency: 'USD',
      spread: weights === null ? 'equal' : 'weights',
      weights: weights?.map(String) ?? null,
    },
    months: new Map(
      months.map(({ from }, month) => [from.slice(0, 7), (amount * (perMonth[month] ?? 0n)) / sum]),
    ),
  };
}
