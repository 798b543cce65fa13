import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type { RecordKind } from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { dealOf } from '../engine/given.js';

/** A company with people, deals and cash as they are and as they should not be. */
export interface GeneratedCompany {
  /** The plan file, as JSON. */
  readonly plan: unknown;
  readonly records: RecordSet;
}

/** The first day after the generated histories. */
export const THROUGH = '2026-10-16';

const PAYEES = ['ann', 'Ben', 'zoë', 'p-10', 'p-2'] as const;
/** Ids whose order by bytes, by code unit and by locale differ; the last two are beyond the basic plane. */
const DEALS = [
  'D-1',
  'D-10',
  'D-2',
  'd-3',
  'Ä-4',
  '_5',
  'D:6',
  'ﬀ-7',
  '😀-8',
  'D-9',
  'D-11',
  'D-12',
] as const;

const day = (most: number) => fc.integer({ min: 0, max: most }).map((days) => addDays('2026-01-01', days));
/** Few days, so that many things are on one. */
const tiedDay = fc.integer({ min: 0, max: 20 }).map((step) => addDays('2026-01-01', step * 15));
const percent = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenths) => `${tenths / 10}%`);
/** Amounts as they are, and some whose sums are beyond what a number holds exactly. */
const usual = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 9_000_000 }).map(BigInt) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000_000, max: 0 }).map(BigInt) },
);
const amount = fc.oneof(
  { weight: 13, arbitrary: usual },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 51n + 1n, 2n ** 53n + 7n, 2n ** 60n) },
);
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 6 });

const when = fc.constantFrom(
  undefined,
  { all: [{ fact: 'type', operator: 'in', value: ['new', 'expansion'] }] },
  {
    any: [
      { fact: 'discount', operator: 'lessThan', value: '20%' },
      { fact: 'region', operator: 'equal', value: 'north' },
    ],
  },
  { not: { fact: 'region', operator: 'equal', value: 'south' } },
  {
    all: [
      { fact: 'termMonths', operator: 'greaterThanInclusive', value: 12 },
      { fact: 'deal', operator: 'notEqual', value: 'D-2' },
    ],
  },
);

const tiers = fc
  .record({
    over: fc.constantFrom('attainment', 'amount'),
    rates: fc.array(percent(30), { minLength: 1, maxLength: 4 }),
  })
  .map(({ over, rates }) => ({
    tiers: 'marginal',
    over,
    rates: rates.map((rate, place) => ({
      from: over === 'attainment' ? `${place * 45.5}%` : place * 12_345.67,
      rate,
    })),
  }));

const measure = (basis: string, figures: readonly string[]) =>
  fc
    .record({
      figure: fc.constantFrom(...figures),
      when,
      window: fc.constantFrom('month', 'quarter', 'year', 'plan'),
    })
    .map((made) => ({
      basis,
      ...(basis === 'booked' ? { amount: made.figure } : {}),
      credit: { roles: ['owner'] },
      window: made.window,
      quota: 'sales',
      ...(made.when === undefined ? {} : { when: made.when }),
    }));

const plan = fc
  .record({
    governedBy: fc.constantFrom('eventDate', 'eventDate', 'closeDate'),
    payFrequency: fc.constantFrom('monthly', 'monthly', 'quarterly', 'semimonthly', 'weekly'),
    rounding: fc.constantFrom('half-even', 'half-up', 'half-down', 'down'),
    proration: fc.constantFrom('days', 'months'),
    first: measure('booked', ['tcv', 'acv', 'firstYear', 'mrr', 'margin', 'tcv']),
    second: fc.oneof(measure('collected', ['tcv']), measure('recognized', ['tcv'])),
    commissions: fc.tuple(tiers, tiers, tiers),
    beyond: fc.option(
      fc.constantFrom(
        { release: [{ share: '100%', on: 'collected' }] },
        { cap: { amount: 5_000, per: 'quarter' } },
        { settles: 'windowEnd' },
      ),
      { nil: {}, freq: 5 },
    ),
  })
  .map((made) => ({
    language: 1,
    plan: 'generated',
    effective: { from: '2026-01-01', to: '2026-09-10' },
    currency: 'USD',
    governedBy: made.governedBy,
    payFrequency: made.payFrequency,
    rounding: made.rounding,
    proration: made.proration,
    measures: { first: made.first, second: made.second },
    components: {
      b: { measure: 'first', commission: made.commissions[0], ...made.beyond },
      a: { measure: 'second', commission: made.commissions[1] },
      c: { measure: 'first', commission: made.commissions[2] },
    },
  }));

const share = fc.constantFrom('1', '0.6', '0.4', '0.33333333', '0', '0.5');

const dealFields = fc.record({
  closeDate: tiedDay,
  stage: fc.constantFrom(null, null, 'won', 'open'),
  currency: fc.constantFrom('USD', null, 'USD', 'USD', 'EUR'),
  type: fc.constantFrom('new', 'renewal', null, 'never\u001fseen', 'expansion'),
  region: fc.constantFrom('north', 'south', null),
  termMonths: fc.constantFrom(null, 12, 24, 7),
  tcv: fc.option(amount, { nil: null, freq: 12 }),
  acv: fc.option(usual, { nil: null, freq: 3 }),
  margin: fc.option(usual, { nil: null, freq: 3 }),
  discount: fc.constantFrom(null, '0.1', '0.2', '0.35'),
});

const history = (id: string) =>
  fc
    .record({
      fields: dealFields,
      splits: fc.array(
        fc.tuple(
          fc.constantFrom(...PAYEES),
          fc.constantFrom('owner', 'owner', 'other'),
          share,
          seldom(day(250)),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      amended: seldom(fc.tuple(day(250), fc.integer({ min: -500_000, max: 500_000 }))),
      entries: fc.array(fc.tuple(day(280), fc.integer({ min: -1_000, max: 900_000 })), { maxLength: 3 }),
      scheduled: fc.boolean(),
      lines: fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000_000 }), fc.constantFrom(0, 0, 190_000)), {
        maxLength: 2,
      }),
      receipts: fc.array(fc.tuple(tiedDay, fc.integer({ min: -20, max: 3_000_000 }), fc.boolean()), {
        maxLength: 3,
      }),
      refunded: seldom(fc.tuple(day(280), fc.integer({ min: 1, max: 900_000 }))),
      credited: seldom(fc.tuple(day(280), fc.integer({ min: 1, max: 900_000 }))),
    })
    .map((made): Partial<RecordSet> => {
      const invoice = `I-${id}`;
      const currency = made.fields.currency;
      const receipts = made.receipts.map(([date, cents, isSpread], place) => ({
        id: `R-${place}-${id}`,
        date,
        amount: BigInt(Math.max(cents, 0)),
        currency,
        account: null,
        isSpread,
        cents: BigInt(cents),
      }));
      const distinct = new Map(made.splits.map((split) => [split.slice(0, 2).join(), split]));
      return {
        deal: [dealOf(id, made.fields)],
        split: [...distinct.values()].map(([payee, role, part, from]) => ({
          deal: id,
          payee,
          role,
          share: part,
          from,
          to: null,
        })),
        amendment:
          made.amended === null
            ? []
            : [
                {
                  deal: id,
                  id: 'A',
                  date: made.amended[0],
                  kind: 'amendment',
                  currency,
                  amount: BigInt(made.amended[1]),
                  acv: null,
                  mrr: null,
                  firstYear: null,
                  margin: null,
                  quantity: null,
                },
              ],
        revenueEntry: made.entries.map(([date, cents], place) => ({
          deal: id,
          id: `E${place}`,
          date,
          amount: BigInt(cents),
          currency,
        })),
        revenueSchedule: made.scheduled
          ? [
              {
                deal: id,
                method: 'months',
                from: made.fields.closeDate,
                to: addDays(made.fields.closeDate, 300),
                amount: null,
                currency,
              },
            ]
          : [],
        invoiceLine: made.lines.map(([cents, tax], place) => ({
          invoice,
          line: String(place + 1),
          deal: id,
          date: made.fields.closeDate,
          dueDate: null,
          amount: BigInt(cents),
          tax: tax === 0 ? null : BigInt(tax),
          currency,
        })),
        receipt: receipts.map(({ isSpread: _, cents: __, ...receipt }) => receipt),
        application: receipts.map((receipt) => ({
          receipt: receipt.id,
          invoice,
          line: receipt.isSpread ? null : '1',
          id: null,
          amount: receipt.cents,
          currency,
        })),
        refund:
          made.refunded === null || receipts.length === 0
            ? []
            : [
                {
                  id: `F-${id}`,
                  receipt: `R-0-${id}`,
                  date: made.refunded[0],
                  kind: 'refund',
                  invoice: null,
                  line: null,
                  amount: BigInt(made.refunded[1]),
                  currency,
                },
              ],
        creditNote:
          made.credited === null || made.lines.length === 0
            ? []
            : [
                {
                  id: `N-${id}`,
                  invoice,
                  line: null,
                  date: made.credited[0],
                  amount: BigInt(made.credited[1]),
                  currency,
                },
              ],
      };
    });

const person = (id: string) =>
  fc
    .record({
      from: fc.oneof(fc.constant('2026-01-01'), day(120)),
      to: fc.option(
        day(200).map((date) => addDays(date, 121)),
        { nil: null, freq: 3 },
      ),
      quotas: fc.array(
        fc.oneof(
          {
            weight: 9,
            arbitrary: fc
              .integer({ min: 1, max: 400_000_00 })
              .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
          },
          { weight: 1, arbitrary: fc.constant('0') },
        ),
        { minLength: 4, maxLength: 4 },
      ),
      quotaless: fc.integer({ min: 0, max: 9 }),
      team: fc.option(fc.constantFrom('west', 'east'), { nil: null }),
      incentive: fc.boolean(),
    })
    .map(
      (made): Partial<RecordSet> => ({
        payee: [
          {
            id,
            name: `Name of ${id}`,
            email: null,
            role: null,
            region: null,
            hireDate: null,
            leaveDate: null,
          },
        ],
        assignment: [
          {
            payee: id,
            plan: 'generated',
            from: made.from,
            to: made.to !== null && made.to > made.from ? made.to : null,
          },
        ],
        quota: QUARTERS.flatMap(([from, to], place) =>
          place === made.quotaless
            ? []
            : [
                {
                  payee: id,
                  team: null,
                  quota: 'sales',
                  from,
                  to,
                  amount: made.quotas[place] ?? '1',
                  currency: 'USD',
                  spread: 'equal' as const,
                  weights: null,
                },
              ],
        ),
        targetIncentive: made.incentive
          ? [{ payee: id, from: '2026-01-01', to: null, amount: 1_000_000n, currency: 'USD' }]
          : [],
        membership:
          made.team === null
            ? []
            : [{ team: made.team, payee: id, as: 'member' as const, from: '2026-01-01', to: null }],
      }),
    );

const QUARTERS = [
  ['2026-01-01', '2026-04-01'],
  ['2026-04-01', '2026-07-01'],
  ['2026-07-01', '2026-10-01'],
  ['2026-10-01', '2027-01-01'],
] as const;

function joined(parts: readonly Partial<RecordSet>[]): RecordSet {
  const kinds = Object.keys(EMPTY_RECORD_SET) as RecordKind[];
  const all = kinds.map((kind) => [kind, parts.flatMap((part): readonly object[] => part[kind] ?? [])]);
  return Object.fromEntries(all);
}

const ORGANIZATION: Partial<RecordSet> = {
  team: [
    { id: 'west', name: 'West', parent: null },
    { id: 'east', name: 'East', parent: 'west' },
  ],
  fxRate: [{ from: 'EUR', to: 'USD', date: '2026-02-01', rate: '1.0837' }],
};

/** Companies of five people and up to twelve deals. */
export const generatedCompany: fc.Arbitrary<GeneratedCompany> = fc
  .record({
    plan,
    people: fc.tuple(...PAYEES.map(person)),
    deals: fc.subarray([...DEALS]).chain((ids) => fc.tuple(...ids.map(history))),
  })
  .map(({ plan: file, people, deals }) => ({
    plan: file,
    records: joined([ORGANIZATION, ...people, ...deals]),
  }));
