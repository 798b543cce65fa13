import fc from 'fast-check';
import { addDays, type CivilDate } from '../../src/calendar/civil-date.js';
import type { Mechanism } from '../../src/engine/mechanisms/mechanism.js';
import type { ReleaseShare } from '../../src/engine/modifiers/release.js';
import type { ReleaseTrigger } from '../../src/engine/modifiers/release-trigger.js';
import type { Component } from '../../src/engine/plan.js';
import type { Amendment } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import {
  applied,
  cancelled,
  capOf,
  changed,
  commissionOf,
  componentOf,
  creditNoteOf,
  invoiced,
  measureOf,
  part,
  quotaOf,
  received,
  refunded,
  sold,
  text,
  tier,
  usd,
} from '../engine/given.js';

/** After everything that may happen. */
export const THE_END = '2028-01-01';
const AT_LAST = '2027-06-01';

/** A day of 2026, so many days after the first. */
export const day = (min: number, max: number) =>
  fc.integer({ min, max }).map((days) => addDays('2026-01-01', days));

/** What happens to a deal: cash, cash given back, and changes so many days after; parts are of what was invoiced. */
export interface Sale {
  readonly closeDate: CivilDate;
  readonly tcv: bigint;
  readonly receipts: readonly {
    date: CivilDate;
    part: bigint;
    back: { after: number; part: bigint } | null;
  }[];
  readonly change: { readonly after: number; readonly part: bigint } | null;
  readonly credited: number | null;
  readonly cancelled: number | null;
}

/** A deal may be of less than nothing, as one that puts another right. */
const value = fc.bigInt({ min: 100n, max: 250_000n });

const sale: fc.Arbitrary<Sale> = fc.record({
  closeDate: day(0, 150),
  tcv: fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: value.map((each) => -each) }),
  receipts: fc.array(
    fc.record({
      date: day(0, 250),
      part: fc.constantFrom(17n, 25n, 50n, 100n),
      back: fc.option(
        fc.record({ after: fc.integer({ min: 0, max: 120 }), part: fc.constantFrom(30n, 100n) }),
        { freq: 1 },
      ),
    }),
    { maxLength: 3 },
  ),
  change: fc.option(
    fc.record({ after: fc.integer({ min: 0, max: 200 }), part: fc.constantFrom(-60n, -25n, 40n) }),
    { freq: 2 },
  ),
  credited: fc.option(fc.integer({ min: 0, max: 250 }), { freq: 5 }),
  cancelled: fc.option(fc.integer({ min: 200, max: 300 }), { freq: 4 }),
});

/** What happens to some deals. */
export const history = fc.array(sale, { minLength: 1, maxLength: 3 });

/** The records of a history of somebody who leaves, or stays. */
export function recordsOf(sales: readonly Sale[], leaveDate: CivilDate | null): Partial<RecordSet> {
  const named = sales.map((each, place) => ({
    ...each,
    receipts: each.tcv > 0n ? each.receipts : [],
    id: `D-${place}`,
    invoice: `I-${place}`,
  }));
  const cash = named.flatMap(({ receipts, tcv, invoice }) =>
    receipts.map((each, place) => ({
      ...each,
      invoice,
      id: `R-${invoice}-${place}`,
      amount: text((tcv * each.part) / 100n),
    })),
  );
  return {
    payee: [
      {
        id: 'me',
        name: 'me',
        email: null,
        role: null,
        region: null,
        hireDate: null,
        leaveDate,
        payoutCurrency: null,
      },
    ],
    quota: [quotaOf('1000.00', '2026-01-01', '2027-01-01')],
    deal: named.map(({ id, closeDate, tcv }) => sold(id, closeDate, text(tcv))),
    invoiceLine: named.map(({ id, invoice, closeDate, tcv }) =>
      invoiced(invoice, id, text(tcv), { date: closeDate }),
    ),
    receipt: cash.map(({ id, date, amount }) => received(id, date, amount)),
    application: cash.map(({ id, invoice, amount }) => applied(id, invoice, amount)),
    refund: cash.flatMap(({ id, date, amount, invoice, back }) =>
      back === null
        ? []
        : [
            refunded(`F-${id}`, id, addDays(date, back.after), text((usd(amount) * back.part) / 100n), {
              invoice,
            }),
          ],
    ),
    creditNote: named.flatMap(({ invoice, credited, tcv, closeDate }) =>
      credited === null
        ? []
        : [creditNoteOf(`N-${invoice}`, invoice, addDays(closeDate, credited), text(tcv / 4n))],
    ),
    amendment: named.flatMap((each) => amendmentsOf(each)),
  };
}

function amendmentsOf({
  id,
  closeDate,
  tcv,
  change,
  cancelled: end,
}: Sale & { readonly id: string }): readonly Amendment[] {
  const amount = (of: bigint) => text((tcv * of) / 100n);
  return [
    ...(change === null
      ? []
      : [changed(id, 'change', addDays(closeDate, change.after), amount(change.part))]),
    ...(end === null ? [] : [cancelled(id, addDays(closeDate, end))]),
  ];
}

/** The same history, and all deals and cash taken back in the end. */
export function reversed(records: Partial<RecordSet>): Partial<RecordSet> {
  const { deal = [], receipt = [], application = [], refund = [], amendment = [] } = records;
  const left = receipt.map(({ id, amount }) => {
    const back = refund.filter((each) => each.receipt === id).reduce((sum, each) => sum + each.amount, 0n);
    return { id, amount: amount - back };
  });
  return {
    ...records,
    amendment: [
      ...amendment.filter(({ kind }) => kind !== 'cancellation'),
      ...deal.map(({ id }) => cancelled(id, AT_LAST)),
    ],
    refund: [
      ...refund,
      ...left
        .filter(({ amount }) => amount > 0n)
        .map(({ id, amount }) =>
          refunded(`Z-${id}`, id, AT_LAST, text(amount), {
            invoice: application.find((each) => each.receipt === id)?.invoice ?? null,
          }),
        ),
    ],
  };
}

const share = (size: string, trigger: ReleaseTrigger, more: Partial<ReleaseShare> = {}): ReleaseShare => ({
  share: part(size),
  trigger,
  ...more,
});
const BOOKED: ReleaseTrigger = { on: 'booked' };
const COLLECTED: ReleaseTrigger = { on: 'collected', of: 'deal' };
const INVOICED: ReleaseTrigger = { on: 'collected', of: 'invoiced' };
const AFTER: ReleaseTrigger = { on: 'after', after: { count: 30, unit: 'days' } };
const THIRDS = { count: 3, every: { count: 1, unit: 'months' } } as const;

const release = fc.constantFrom<readonly ReleaseShare[]>(
  [],
  [share('0.5', BOOKED), share('0.5', COLLECTED)],
  [share('1', COLLECTED)],
  [share('1', INVOICED, { atLeast: part('0.5') })],
  [share('1', AFTER)],
  [share('0.3333', BOOKED), share('0.3333', AFTER), share('0.3334', COLLECTED)],
  [share('1', COLLECTED, { instalments: THIRDS })],
  [share('0.4', BOOKED, { instalments: THIRDS }), share('0.6', { on: 'date', date: '2026-06-30' })],
);
const mechanisms: Readonly<Record<string, Mechanism>> = {
  flat: commissionOf(),
  marginal: commissionOf({ rates: [tier('0', '10%'), tier('50000', '25%')] }),
  retroactive: commissionOf({ tiers: 'retroactive', rates: [tier('0', '10%'), tier('50000', '15%')] }),
};
/** A bonus of a target, by attainment. */
export const bonus: Mechanism = {
  kind: 'bonus',
  target: { kind: 'money', amount: usd('900.00') },
  over: { kind: 'attainment' },
  curve: { shape: 'interpolated', beyond: 'linear', points: [point('0', '0'), point('1', '1')] },
};

function point(at: string, pays: string) {
  return { at: part(at), pays: part(pays) };
}

const window = fc.constantFrom('month', 'quarter', 'year');
const measure = fc.oneof(
  window.map((kind) => measureOf({ window: { kind } })),
  window.map((kind) => measureOf({ basis: 'collected', amount: { kind: 'amount' }, window: { kind } })),
);
/** A commission on what is booked or collected, released and capped in one way or another. */
export const commission: fc.Arbitrary<Component> = fc
  .record({
    measure,
    kind: fc.constantFrom('flat', 'marginal', 'retroactive'),
    release,
    cap: fc.option(fc.constantFrom(capOf('90.00', 'quarter'), capOf('60.00', 'deal')), { freq: 2 }),
  })
  .map(({ kind, ...fields }) => componentOf(mechanisms[kind] ?? commissionOf(), fields));
/** A bonus that waits for the deals that were credited. */
export const waitingBonus: fc.Arbitrary<Component> = fc
  .record({ window, on: fc.constantFrom(BOOKED, COLLECTED, AFTER) })
  .map(({ window: kind, on }) =>
    componentOf(bonus, {
      measure: measureOf({ window: { kind } }),
      release: [share('0.5', on, { byCredit: true }), share('0.5', COLLECTED, { byCredit: true })],
    }),
  );
