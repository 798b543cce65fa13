import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/engine/calculate.js';
import { dueAsOf } from '../../src/engine/due.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { acceptedPlan } from './accepted-plan.js';
import { type GeneratedPlan, TRIGGERS } from './generated-plan.js';
import { THROUGH } from './generated-records.js';
import { holds } from './seed.js';
import { variedRecords } from './varied-records.js';

/** Terms that take back all, a part, in time, bit by bit or by what was served. */
const TERMS: readonly Readonly<Record<string, unknown>>[] = [
  { on: 'cancelled', within: '60 days' },
  { on: 'cancelled', recovers: { share: '50%' }, instalments: 3 },
  { on: 'cancelled', from: 'startDate', recovers: { proRata: '9 months' } },
  {
    on: 'cancelled',
    recovers: {
      ladder: [
        { within: '30 days', share: '100%' },
        { within: '90 days', share: '50%' },
      ],
    },
  },
  { on: 'downgraded', within: '30 days', recovers: { share: '75%' } },
];

/** A plan that pays a tenth of what is booked, in one share, and takes back by terms. */
const plans = fc
  .record({
    trigger: fc.constantFrom(...TRIGGERS),
    terms: fc.subarray([...TERMS], { minLength: 1 }),
    window: fc.constantFrom('month', 'year'),
  })
  .map(
    ({ trigger, terms, window }): GeneratedPlan => ({
      language: '1',
      plan: 'generated',
      effective: { from: '2026-01-01', to: '2027-01-01' },
      currency: 'USD',
      payFrequency: 'monthly',
      measures: { first: { basis: 'booked', amount: 'tcv', credit: { roles: ['owner'] }, window } },
      components: {
        one: {
          measure: 'first',
          commission: { rate: '10%' },
          release: [{ ...trigger, share: '100%' }],
          clawback: terms,
        },
      },
    }),
  );

/** Deals are cancelled after they were closed, nothing is said of them after that, and none is reduced below nothing. */
function sound(records: RecordSet): RecordSet {
  const amendment = records.deal.flatMap(({ id, tcv, closeDate }) => {
    const own = records.amendment.filter(({ deal, date }) => deal === id && date >= closeDate);
    const end = own.find(({ kind }) => kind === 'cancellation')?.date ?? '9999-12-31';
    let value = tcv ?? 0n;
    return own
      .filter(({ kind, date }) => kind === 'cancellation' || date < end)
      .sort((one, other) => (one.date < other.date ? -1 : 1))
      .filter(({ amount }) => {
        if (value + (amount ?? 0n) < 0n) return false;
        value += amount ?? 0n;
        return true;
      });
  });
  return { ...records, amendment };
}

function withoutCancellations(records: RecordSet): RecordSet {
  return { ...records, amendment: records.amendment.filter(({ kind }) => kind !== 'cancellation') };
}

/** What is payable of each deal to each payee as of a date, in minor units; of nothing that is owed. */
function payables(plan: GeneratedPlan, records: RecordSet, through: string): ReadonlyMap<string, bigint> {
  const book = acceptedPlan(plan);
  fc.pre(book !== null);
  const calculation = calculate({ company: book.company, versions: book.plans, records, through });
  return new Map(
    calculation.payees.flatMap((payee) =>
      dueAsOf(calculation, payee, through)
        .components.flatMap((each) => each.payables)
        .filter(({ earned }) => earned >= 0n)
        .map(({ deal, payable }) => [`${payee.payee} ${deal}`, payable] as const),
    ),
  );
}

test('a cancellation never makes more of a deal payable, whatever takes back and whatever is waited for', () => {
  let compared = 0;
  let held = 0;
  holds(
    'cancellations hold back',
    fc.property(
      plans,
      variedRecords,
      fc.constantFrom('2026-04-01', '2026-06-15', THROUGH),
      (plan, given, through) => {
        const records = { ...sound(given), assignment: given.assignment.filter(({ to }) => to === null) };
        const before = payables(plan, withoutCancellations(records), through);
        for (const [key, payable] of payables(plan, records, through)) {
          const most = before.get(key);
          if (most === undefined) continue;
          // What is held against is rounded to the minor unit, and so is what is payable.
          expect({ key, payable, most, isMore: payable > most + 1n }).toMatchObject({ isMore: false });
          compared += 1;
          if (payable > 0n && payable < most) held += 1;
        }
      },
    ),
    { runs: 100 },
  );
  console.log(`compared ${compared} deals, of which a cancellation took back a part of ${held}`);
  expect(held).toBeGreaterThan(10);
});
