import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type { Membership, RecordKind } from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { dealOf } from '../engine/given.js';
import { type GeneratedPlans, generatedPlans } from './generated-folded-plans.js';

/** A company with people, deals and cash as they are and as they should not be. */
export interface GeneratedCompany {
  /** The plan files, as JSON. */
  readonly plans: GeneratedPlans;
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
/** Amounts as they are, and some whose sums are beyond what a number holds exactly. */
const usual = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 9_000_000 }).map(BigInt) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000_000, max: 0 }).map(BigInt) },
);
const amount = fc.oneof(
  { weight: 13, arbitrary: usual },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 51n + 1n, 2n ** 53n + 7n, 2n ** 60n) },
);
const sold = fc.integer({ min: 1, max: 9_000_000 }).map(BigInt);
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 2 });
/** What happens here and there, and in a tidy company not at all. */
const seldom = <Value>(isTidy: boolean, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  isTidy ? fc.constant(null) : rarely(arbitrary);

/** Shares of many decimals leave no room for exact sums in numbers. */
const share = (isTidy: boolean) =>
  isTidy
    ? fc.constantFrom('1', '0.6', '0.4', '0', '0.5', '0.125')
    : fc.constantFrom('1', '0.6', '0.4', '0.33333333', '0', '0.5');

const dealFields = (isTidy: boolean) =>
  fc.record({
    closeDate: tiedDay,
    stage: fc.constantFrom(null, null, 'won', 'open'),
    currency: isTidy ? fc.constantFrom('USD', null) : fc.constantFrom('USD', null, 'USD', 'USD', 'EUR'),
    type: fc.constantFrom('new', 'renewal', null, 'never\u001fseen', 'expansion'),
    region: fc.constantFrom('north', 'south', null),
    termMonths: fc.constantFrom(null, 12, 24, 7),
    tcv: fc.option(isTidy ? sold : amount, { nil: null, freq: 12 }),
    acv: fc.option(isTidy ? sold : usual, { nil: null, freq: 3 }),
    mrr: fc.option(isTidy ? sold : usual, { nil: null, freq: 2 }),
    firstYear: fc.option(isTidy ? sold : usual, { nil: null, freq: 2 }),
    margin: fc.option(usual, { nil: null, freq: 3 }),
    discount: fc.constantFrom(null, '0.1', '0.2', '0.35'),
  });

const history = (id: string, isTidy: boolean) =>
  fc
    .record({
      fields: dealFields(isTidy),
      splits: fc.array(
        fc.tuple(
          fc.constantFrom(...PAYEES),
          fc.constantFrom('owner', 'owner', 'other'),
          share(isTidy),
          rarely(day(250)),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      amended: seldom(isTidy, fc.tuple(day(250), fc.integer({ min: -500_000, max: 500_000 }))),
      entries: fc.array(fc.tuple(day(280), fc.integer({ min: isTidy ? 0 : -1_000, max: 900_000 })), {
        maxLength: 3,
      }),
      scheduled: isTidy ? fc.constant(false) : fc.boolean(),
      lines: fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000_000 }), fc.constantFrom(0, 0, 190_000)), {
        maxLength: 2,
      }),
      receipts: fc.array(
        fc.tuple(tiedDay, fc.integer({ min: isTidy ? 0 : -20, max: 3_000_000 }), fc.boolean()),
        {
          maxLength: 3,
        },
      ),
      refunded: seldom(isTidy, fc.tuple(day(280), fc.integer({ min: 1, max: 900_000 }))),
      credited: seldom(isTidy, fc.tuple(day(280), fc.integer({ min: 1, max: 900_000 }))),
      writtenOff: seldom(isTidy, fc.tuple(day(280), fc.integer({ min: 1, max: 900_000 }))),
      dueAfter: fc.constantFrom(null, 0, 30),
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
      const reducing = (name: string, given: readonly [string, number] | null) =>
        given === null || made.lines.length === 0
          ? []
          : [{ id: name, invoice, line: null, date: given[0], amount: BigInt(given[1]), currency }];
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
          dueDate: made.dueAfter === null ? null : addDays(made.fields.closeDate, made.dueAfter),
          amount: BigInt(cents),
          tax: tax === 0 ? null : BigInt(tax),
          currency,
        })),
        receipt: receipts.map(({ isSpread: _, cents: __, ...receipt }) => receipt),
        application: receipts.map((receipt) => ({
          receipt: receipt.id,
          invoice,
          line: receipt.isSpread && !(isTidy && made.lines.length > 1) ? null : '1',
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
        creditNote: reducing(`N-${id}`, made.credited),
        writeOff: reducing(`W-${id}`, made.writtenOff),
      };
    });

const person = (id: string, isTidy: boolean) =>
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
          { weight: isTidy ? 0 : 1, arbitrary: fc.constant('0') },
        ),
        { minLength: 4, maxLength: 4 },
      ),
      quotaless: fc.integer({ min: isTidy ? 4 : 0, max: 9 }),
      team: fc.option(fc.constantFrom('west', 'east'), { nil: null }),
      moved: sometimes(day(200)),
      manages: sometimes(fc.tuple(fc.constantFrom('west', 'east'), day(60), sometimes(day(90)))),
      plans: fc.constantFrom(['generated'], ['generated'], ['managers'], ['generated', 'managers']),
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
            payoutCurrency: null,
          },
        ],
        assignment: made.plans.map((plan) => ({
          payee: id,
          plan,
          from: made.from,
          to: made.to !== null && made.to > made.from ? made.to : null,
        })),
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
        membership: membershipsOf(id, made),
      }),
    );

/** Who is in which team from when on, and manages which. */
function membershipsOf(
  payee: string,
  {
    team,
    moved,
    manages,
  }: Readonly<Record<'team' | 'moved', string | null>> & {
    readonly manages: readonly [team: string, from: string, to: string | null] | null;
  },
): readonly Membership[] {
  const from = '2026-01-01';
  const other = team === 'west' ? 'east' : 'west';
  const member: readonly Membership[] =
    team === null
      ? []
      : moved === null || moved === from
        ? [{ team, payee, as: 'member', from, to: null }]
        : [
            { team, payee, as: 'member', from, to: moved },
            { team: other, payee, as: 'member', from: moved, to: null },
          ];
  if (manages === null) return member;
  const [managed, since, until] = manages;
  const to = until === null ? null : addDays(until, 90);
  return [...member, { team: managed, payee, as: 'manager', from: since, to }];
}

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

/** East, which is part of West, leaves it and may come back; or the two change places. */
const moves: fc.Arbitrary<RecordSet['teamParent']> = fc
  .record({ from: day(150), days: sometimes(fc.integer({ min: 1, max: 90 })), swap: fc.boolean() })
  .map(({ from, days, swap }) => {
    const range = { from, to: days === null ? null : addDays(from, days) };
    const east = { team: 'east', parent: null, ...range };
    return swap ? [east, { team: 'west', parent: 'east', ...range }] : [east];
  });

const company = (isTidy: boolean): fc.Arbitrary<GeneratedCompany> =>
  fc
    .record({
      plans: generatedPlans(isTidy),
      people: fc.tuple(...PAYEES.map((id) => person(id, isTidy))),
      deals: fc.subarray([...DEALS]).chain((ids) => fc.tuple(...ids.map((id) => history(id, isTidy)))),
      teamParent: fc.option(moves, { nil: [], freq: 1 }),
    })
    .map(({ plans, people, deals, teamParent }) => ({
      plans,
      records: joined([ORGANIZATION, { teamParent }, ...people, ...deals]),
    }));

/**
 * Companies of five people and up to twelve deals. In most all is tidy, so that much can be folded; the others have
 * everything that can happen.
 */
export const generatedCompany: fc.Arbitrary<GeneratedCompany> = fc.oneof(
  { weight: 3, arbitrary: company(true) },
  { weight: 1, arbitrary: company(false) },
);
