import type { CivilDate } from '../../calendar/civil-date.js';
import { bookedEvents } from '../../engine/events/booked-events.js';
import type { BaseEvent, DealEvent } from '../../engine/events/deal-event.js';
import { DealStreams } from '../../engine/events/deal-events.js';
import { type ConversionPlan, convertEvents } from '../../engine/events/fx.js';
import { linkReversals } from '../../engine/events/link-reversals.js';
import type { RecordIndex } from '../../engine/record-index.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import { type Month, monthOf } from './month.js';

/** What a company sold, in minor units of its home currency. */
export interface Sales {
  /** The total value of deals won, with what was amended and cancelled since. */
  readonly bookings: bigint;
  readonly revenue: bigint;
  /** Cash collected on deals, net of tax. */
  readonly cash: bigint;
}

/** The sales of each month in which there were any, and the rates that were missing to tell them. */
export interface SalesByMonth {
  readonly months: ReadonlyMap<Month, Sales>;
  readonly problems: readonly Problem[];
}

/**
 * What all deals were booked, recognized and collected at, month by month. Other currencies are converted at the
 * rate of the event's date, as plans do; what has no rate counts as nothing and is reported.
 *
 * @param through the first day that is not known yet
 *
 * @example
 * salesByMonth(index, company, '2026-05-01').months.get('2026-01')?.bookings // 6_000_000n
 */
export function salesByMonth(index: RecordIndex, company: Company, through: CivilDate): SalesByMonth {
  const streams = new DealStreams(index, company, through);
  const months = new Map<Month, Sales>();
  const problems: Problem[] = [];
  for (const deal of index.deals.values()) {
    for (const [figure, said] of eventsOf(deal, streams)) {
      const { events, withoutRate } = converted(said, deal, streams);
      for (const event of events) addTo(months, figure, event);
      problems.push(...withoutRate.values());
    }
  }
  return { months, problems };
}

/**
 * The sales of some deals and of others together.
 *
 * @example
 * addSales(salesByMonth(first, company, through), salesByMonth(second, company, through))
 */
export function addSales(one: SalesByMonth, other: SalesByMonth): SalesByMonth {
  const months = new Map(one.months);
  for (const [month, sales] of other.months) {
    const { bookings, revenue, cash } = months.get(month) ?? NOTHING;
    months.set(month, {
      bookings: bookings + sales.bookings,
      revenue: revenue + sales.revenue,
      cash: cash + sales.cash,
    });
  }
  return { months, problems: [...one.problems, ...other.problems] };
}

/** The sales of no deal. */
export const NO_SALES: SalesByMonth = Object.freeze({ months: new Map(), problems: Object.freeze([]) });

const NOTHING: Sales = { bookings: 0n, revenue: 0n, cash: 0n };

function addTo(months: Map<Month, Sales>, figure: keyof Sales, { date, amount }: DealEvent): void {
  const month = monthOf(date);
  const known = months.get(month) ?? NOTHING;
  months.set(month, { ...known, [figure]: known[figure] + amount });
}

function eventsOf(
  deal: Deal,
  streams: DealStreams,
): readonly (readonly [figure: keyof Sales, events: readonly BaseEvent[]])[] {
  const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
  return [
    ['bookings', bookedEvents(deal, amendments, { kind: 'tcv' }, streams.company)],
    ['revenue', streams.base(deal, 'recognized')],
    ['cash', streams.base(deal, 'collected')],
  ];
}

function converted(said: readonly BaseEvent[], deal: Deal, { index, company, through }: DealStreams) {
  const known = linkReversals(said).filter(({ date }) => date < through);
  const plan: ConversionPlan = {
    currency: company.homeCurrency,
    rounding: 'half-even',
    payFrequency: 'monthly',
    fx: { kind: 'eventDate' },
  };
  const source = { index, calendar: company, through };
  return convertEvents(known, deal.currency ?? company.homeCurrency, deal.closeDate, plan, source);
}
