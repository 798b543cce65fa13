import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type { Absence, FxRate, Split } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { recordsWithLeavers } from './generated-records.js';

/** What becomes of records: each of them is something that plans speak of, and that plain records do not have. */
const variety = fc.record({
  /** Deals by place that are sold in euros, with all that belongs to them. */
  inEuro: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
  /** The day on which everybody is assigned anew, to go on where they were. */
  assignedAgain: fc.constantFrom(null, '2026-04-16', '2026-06-01'),
  absences: fc.subarray<Absence>([
    { payee: 'ann', from: '2026-04-20', to: '2026-05-20', kind: 'parental' },
    { payee: 'ben', from: '2026-05-04', to: null, kind: 'notice' },
  ]),
  /** Whether ben is in a team below the one that mia manages. */
  isBelow: fc.boolean(),
  /** So many days after its close date a deal goes from its owners to one of them. */
  handedOver: fc.constantFrom(null, 0, 30, 75),
  /** So many days after its close date the customer of a deal is live. */
  live: fc.constantFrom(null, 0, 40, 90),
});

/** A rate at the beginning of each second month. */
const RATES: readonly FxRate[] = [
  ['2024-12-31', '1.03'],
  ['2026-01-01', '1.0837'],
  ['2026-03-01', '1.11'],
  ['2026-05-01', '1.0925'],
  ['2026-07-01', '1.2'],
].map(([date = '', rate = '']) => ({ from: 'EUR', to: 'USD', date, rate }));

type Variety = typeof variety extends fc.Arbitrary<infer Made> ? Made : never;

/** The usual records with leavers, and what else plans speak of. */
export const variedRecords: fc.Arbitrary<RecordSet> = fc
  .tuple(recordsWithLeavers, variety)
  .map(([records, made]) => varied(records, made));

function varied(records: RecordSet, made: Variety): RecordSet {
  const closed = new Map(records.deal.map(({ id, closeDate }) => [id, closeDate]));
  return inEuro(
    {
      ...records,
      deal: records.deal.map((deal) => {
        const extra = made.live === null ? {} : { goLive: addDays(deal.closeDate, made.live) };
        return { ...deal, extra };
      }),
      split: records.split.flatMap((split) =>
        handedOver(split, closed.get(split.deal) ?? '2026-01-01', made.handedOver),
      ),
      team: made.isBelow ? [...records.team, { id: 'squad', name: 'Squad', parent: 'team' }] : records.team,
      membership: records.membership.map((each) =>
        made.isBelow && each.payee === 'ben' ? { ...each, team: 'squad' } : each,
      ),
      absence: made.absences,
      assignment: records.assignment.flatMap((each) =>
        made.assignedAgain === null
          ? [each]
          : [
              { ...each, to: made.assignedAgain },
              { ...each, from: made.assignedAgain },
            ],
      ),
    },
    new Set(made.inEuro.flatMap((place) => records.deal[place]?.id ?? [])),
  );
}

/** From a day on all of an owner's share of a deal is ben's. */
function handedOver(split: Split, closeDate: string, after: number | null): readonly Split[] {
  if (after === null || split.role !== 'owner') return [split];
  const day = addDays(closeDate, after);
  if (split.payee === 'ben')
    return [
      { ...split, to: day },
      { ...split, share: '1', from: day },
    ];
  return split.share === '1'
    ? [
        { ...split, to: day },
        { ...split, payee: 'ben', from: day },
      ]
    : [{ ...split, to: day }];
}

/** Deals that are sold and paid in euros, and rates for them. */
function inEuro(records: RecordSet, deals: ReadonlySet<string>): RecordSet {
  const isOf = (id: string) => [...deals].some((deal) => id === `INV-${deal}` || id.startsWith(`R-${deal}-`));
  const paid = <Row extends { readonly currency: string | null }>(row: Row, isEuro: boolean): Row =>
    isEuro ? { ...row, currency: 'EUR' } : row;
  return {
    ...records,
    fxRate: RATES,
    deal: records.deal.map((each) => paid(each, deals.has(each.id))),
    amendment: records.amendment.map((each) => paid(each, deals.has(each.deal))),
    revenueSchedule: records.revenueSchedule.map((each) => paid(each, deals.has(each.deal))),
    invoiceLine: records.invoiceLine.map((each) => paid(each, deals.has(each.deal))),
    receipt: records.receipt.map((each) => paid(each, isOf(each.id))),
    application: records.application.map((each) => paid(each, isOf(each.invoice))),
    refund: records.refund.map((each) => paid(each, isOf(each.receipt))),
  };
}
