import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type {
  Amendment,
  Application,
  Deal,
  InvoiceLine,
  ObjectiveScore,
  PoolWeight,
  Receipt,
  Refund,
  RevenueSchedule,
  Split,
} from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { weightsInPoints } from './generated-peers.js';
import { OBJECTIVES } from './generated-plan.js';

/** The first day after the generated histories. */
export const THROUGH = '2026-08-01';

const PEOPLE = ['ann', 'ben', 'mia'] as const;

const day = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((days) => addDays('2026-01-01', days));

const cents = (most: number) => fc.integer({ min: 0, max: most }).map((amount) => BigInt(amount));

interface DealHistory {
  readonly deal: Deal;
  readonly splits: readonly Split[];
  readonly amendments: readonly Amendment[];
  readonly schedules: readonly RevenueSchedule[];
  readonly invoiceLines: readonly InvoiceLine[];
  readonly receipts: readonly Receipt[];
  readonly applications: readonly Application[];
  readonly refunds: readonly Refund[];
}

const dealHistory = (id: string, close = day(0, 190)): fc.Arbitrary<DealHistory> =>
  fc
    .record({
      close,
      tcv: cents(9_000_000),
      acv: fc.option(cents(4_000_000), { nil: null }),
      margin: fc.option(cents(2_000_000), { nil: null }),
      quantity: fc.option(fc.integer({ min: 0, max: 30 }).map(String), { nil: null }),
      termMonths: fc.option(fc.integer({ min: 1, max: 36 }), { nil: null }),
      discount: fc.option(fc.constantFrom('0.1', '0.2', '0.35'), { nil: null }),
      type: fc.option(fc.constantFrom('new', 'expansion', 'renewal'), { nil: null }),
      region: fc.option(fc.constantFrom('north', 'south'), { nil: null }),
      share: fc.constantFrom('0', '0.3333', '0.6', '1'),
      specialist: fc.boolean(),
      changes: fc.array(
        fc.record({ date: day(0, 210), amount: fc.integer({ min: -5_000_000, max: 3_000_000 }) }),
        { maxLength: 2 },
      ),
      cancelled: fc.option(day(60, 210), { nil: null }),
      method: fc.constantFrom('months', 'days', 'monthly', 'none'),
      receipts: fc.array(fc.record({ date: day(0, 210), amount: cents(5_000_000) }), { maxLength: 3 }),
      refunded: fc.option(fc.record({ date: day(100, 210), amount: cents(3_000_000) }), { nil: null }),
      tax: cents(200_000),
    })
    .map((made): DealHistory => {
      const invoice = `INV-${id}`;
      const [firstReceipt] = made.receipts;
      return {
        deal: {
          id,
          name: null,
          account: null,
          stage: null,
          closeDate: made.close,
          startDate: null,
          currency: 'USD',
          type: made.type,
          product: null,
          region: made.region,
          segment: null,
          channel: null,
          termMonths: made.termMonths,
          tcv: made.tcv,
          acv: made.acv,
          mrr: null,
          firstYear: null,
          margin: made.margin,
          quantity: made.quantity,
          discount: made.discount,
          extra: {},
        },
        splits: splitsOf(id, made.share, made.specialist),
        amendments: [
          ...made.changes.map(({ date, amount }, place) =>
            amendment(id, `A-${place}`, date, 'amendment', BigInt(amount)),
          ),
          ...(made.cancelled === null ? [] : [amendment(id, 'Z', made.cancelled, 'cancellation', null)]),
        ],
        schedules:
          made.method === 'none'
            ? []
            : [
                {
                  deal: id,
                  method: made.method,
                  from: made.close,
                  to: made.method === 'monthly' ? null : addDays(made.close, 365),
                  amount: null,
                  currency: 'USD',
                },
              ],
        invoiceLines: [
          {
            invoice,
            line: '1',
            deal: id,
            date: made.close,
            dueDate: null,
            amount: made.tcv,
            tax: made.tax,
            currency: 'USD',
          },
        ],
        receipts: made.receipts.map(({ date, amount }, place) => ({
          id: `R-${id}-${place}`,
          date,
          amount,
          currency: 'USD',
          account: null,
        })),
        applications: made.receipts.map(({ amount }, place) => ({
          receipt: `R-${id}-${place}`,
          invoice,
          line: null,
          id: null,
          amount,
          currency: 'USD',
        })),
        refunds:
          made.refunded === null || firstReceipt === undefined
            ? []
            : [
                {
                  id: `F-${id}`,
                  receipt: `R-${id}-0`,
                  date: made.refunded.date,
                  kind: 'refund',
                  invoice: null,
                  line: null,
                  amount: made.refunded.amount,
                  currency: 'USD',
                },
              ],
      };
    });

function splitsOf(deal: string, share: string, specialist: boolean): readonly Split[] {
  const other = { '0': '1', '0.3333': '0.6667', '0.6': '0.4', '1': '0' }[share] ?? '0';
  const owners = [
    { payee: 'ann', role: 'owner', share },
    { payee: 'ben', role: 'owner', share: other },
    ...(specialist ? [{ payee: 'ann', role: 'specialist', share: '0.5' }] : []),
  ];
  return owners.filter((each) => each.share !== '0').map((each) => ({ ...each, deal, from: null, to: null }));
}

function amendment(
  deal: string,
  id: string,
  date: string,
  kind: Amendment['kind'],
  amount: bigint | null,
): Amendment {
  return {
    deal,
    id,
    date,
    kind,
    currency: 'USD',
    amount,
    acv: null,
    mrr: null,
    firstYear: null,
    margin: null,
    quantity: null,
  };
}

/** What a few objectives of some windows were scored, some of them twice and some late. */
const scoresOfObjectives: fc.Arbitrary<readonly ObjectiveScore[]> = fc.uniqueArray(
  fc.record({
    payee: fc.constantFrom(...PEOPLE),
    objective: fc.constantFrom(...OBJECTIVES),
    from: fc.constantFrom('2026-01-01', '2026-02-01', '2026-04-01'),
    scoredOn: fc.constantFrom('2026-01-20', '2026-03-31', '2026-04-08', '2026-05-02'),
    score: fc.constantFrom('0', '0.499999', '0.5', '0.8', '1', '1.3'),
    note: fc.constant(null),
  }),
  {
    maxLength: 8,
    selector: ({ payee, objective, from, scoredOn }) => [payee, objective, from, scoredOn].join(),
  },
);

/** A deal that closed in the year before, and may be cancelled in it. */
const pastHistory = (id: string): fc.Arbitrary<DealHistory> =>
  fc
    .record({
      history: dealHistory(id, day(-365, -1)),
      cancelled: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null, freq: 2 }),
    })
    .map(({ history, cancelled }) => {
      if (cancelled === null) return history;
      const date = addDays(history.deal.closeDate, cancelled);
      return { ...history, amendments: [amendment(id, 'Z', date, 'cancellation', null)] };
    });

/** Three people, the third of whom manages the other two, and the histories of up to six deals and two older ones. */
export const generatedRecords: fc.Arbitrary<RecordSet> = fc
  .record({
    count: fc.integer({ min: 0, max: 6 }),
    past: fc.integer({ min: 0, max: 2 }),
    hired: fc.constantFrom('2026-01-01', '2026-02-15', '2026-04-01'),
    quotas: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    incentives: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    unit: fc.constantFrom('USD', null),
    scores: scoresOfObjectives,
    weights: weightsInPoints,
  })
  .chain(({ count, past, ...people }) =>
    fc
      .tuple(
        ...Array.from({ length: count }, (_, place) => dealHistory(`D-${place}`)),
        ...Array.from({ length: past }, (_, place) => pastHistory(`L-${place}`)),
      )
      .map((histories): RecordSet => recordsOf(histories, people)),
  );

/** The same, of whom the first may have left. */
export const recordsWithLeavers: fc.Arbitrary<RecordSet> = fc
  .tuple(generatedRecords, fc.constantFrom(null, '2026-04-02', '2026-05-16'))
  .map(([records, leaveDate]) => ({
    ...records,
    payee: records.payee.map((each, place) => (place === 0 ? { ...each, leaveDate } : each)),
  }));

interface People {
  readonly hired: string;
  readonly quotas: readonly boolean[];
  readonly incentives: readonly boolean[];
  readonly unit: string | null;
  readonly scores: readonly ObjectiveScore[];
  readonly weights: readonly PoolWeight[];
}

function recordsOf(histories: readonly DealHistory[], people: People): RecordSet {
  return {
    ...EMPTY_RECORD_SET,
    payee: PEOPLE.map((id) => ({
      id,
      name: id,
      email: null,
      role: null,
      region: null,
      hireDate: people.hired,
      leaveDate: null,
      payoutCurrency: null,
    })),
    team: [{ id: 'team', name: 'Team', parent: null }],
    membership: PEOPLE.map((payee) => ({
      team: 'team',
      payee,
      as: payee === 'mia' ? ('manager' as const) : ('member' as const),
      from: '2026-01-01',
      to: null,
    })),
    assignment: PEOPLE.map((payee) => ({ payee, plan: 'generated', from: people.hired, to: null })),
    targetIncentive: PEOPLE.filter((_, place) => people.incentives[place]).map((payee) => ({
      payee,
      from: '2026-01-01',
      to: null,
      amount: 4_000_000n,
      currency: 'USD',
    })),
    quota: PEOPLE.filter((_, place) => people.quotas[place]).flatMap((payee) =>
      ['first', 'second'].map((quota) => ({
        payee,
        team: null,
        quota,
        from: '2026-01-01',
        to: '2027-01-01',
        amount: people.unit === null ? '60' : '200000',
        currency: people.unit,
        spread: 'equal' as const,
        weights: null,
      })),
    ),
    objectiveScore: people.scores,
    poolWeight: people.weights,
    deal: histories.map(({ deal }) => deal),
    split: histories.flatMap(({ splits }) => splits),
    amendment: histories.flatMap(({ amendments }) => amendments),
    revenueSchedule: histories.flatMap(({ schedules }) => schedules),
    invoiceLine: histories.flatMap(({ invoiceLines }) => invoiceLines),
    receipt: histories.flatMap(({ receipts }) => receipts),
    application: histories.flatMap(({ applications }) => applications),
    refund: histories.flatMap(({ refunds }) => refunds),
  };
}
