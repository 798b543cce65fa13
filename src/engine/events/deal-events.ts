import type { CivilDate } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import type { AmountKind, Basis, Measure } from '../plan.js';
import type { RecordIndex } from '../record-index.js';
import { bookedEvents } from './booked-events.js';
import { cashOfInvoice, type LineCash } from './cash.js';
import { type BaseEvent, compareEvents, type DealEvent } from './deal-event.js';
import { dealFigures } from './deal-figures.js';
import { convertEvents } from './fx.js';
import { linkReversals } from './link-reversals.js';
import { proportional } from './proportional.js';
import { recognizedEvents } from './revenue.js';

/** The events of one deal as a measure counts them, in order, in the plan's currency. */
export interface CountedEvents {
  readonly events: readonly DealEvent[];
  readonly problems: readonly Problem[];
}

/**
 * Everything deals say, worked out once for each deal, basis and amount, and shared by all who are credited.
 *
 * @example
 * const stream = new DealStreams(index, company, '2026-04-01');
 * stream.counted(deal, measure, 'USD').events;
 */
export class DealStreams {
  readonly #counted = new Map<string, CountedEvents>();
  readonly #base = new Map<string, readonly BaseEvent[]>();
  readonly #cash = new Map<string, readonly LineCash[]>();

  constructor(
    readonly index: RecordIndex,
    readonly company: Company,
    /** The first day that is not known yet. */
    readonly through: CivilDate,
  ) {}

  /** The events of a deal on a measure's basis, counted by its amount, in a currency. */
  counted(deal: Deal, { basis, amount, unit }: Measure, currency: string): CountedEvents {
    const counts = amount.kind === 'field' ? `field:${amount.field}` : amount.kind;
    const key = `${deal.id}\u0000${basis}\u0000${counts}\u0000${currency}`;
    const known = this.#counted.get(key);
    if (known !== undefined) return known;
    const linked = linkReversals(this.#amounts(deal, basis, amount)).filter(
      ({ date }) => date < this.through,
    );
    const counted =
      unit === 'money'
        ? convertEvents(linked, deal.currency ?? this.company.homeCurrency, currency, this.index)
        : { events: linked, problems: [] };
    this.#counted.set(key, counted);
    return counted;
  }

  /** What a deal says on a basis in its own currency: revenue or cash as such, before a measure counts it. */
  base(deal: Deal, basis: Exclude<Basis, 'booked'>): readonly BaseEvent[] {
    const key = `${deal.id}\u0000${basis}`;
    const known = this.#base.get(key);
    if (known !== undefined) return known;
    const events = basis === 'recognized' ? this.#revenue(deal) : this.#collected(deal);
    const ordered = [...events].sort(compareEvents);
    this.#base.set(key, ordered);
    return ordered;
  }

  /** The cash of every invoice line of a deal. */
  cash(deal: Deal): readonly LineCash[] {
    return (this.index.invoicesByDeal.get(deal.id) ?? []).flatMap((invoice) =>
      this.#invoice(invoice).filter(({ line }) => line.deal === deal.id),
    );
  }

  #amounts(deal: Deal, basis: Basis, amount: AmountKind): readonly BaseEvent[] {
    if (basis === 'booked') {
      return bookedEvents(deal, this.index.amendmentsByDeal.get(deal.id) ?? [], amount, this.company);
    }
    return proportional(this.base(deal, basis), amount, dealFigures(deal, this.company), deal);
  }

  #revenue(deal: Deal): readonly BaseEvent[] {
    const { index } = this;
    const sources = {
      entries: index.revenueEntriesByDeal.get(deal.id) ?? [],
      milestones: index.milestonesByDeal.get(deal.id) ?? [],
      schedules: index.schedulesByDeal.get(deal.id) ?? [],
      amendments: index.amendmentsByDeal.get(deal.id) ?? [],
    };
    return recognizedEvents(deal, sources, this.company, this.through);
  }

  #collected(deal: Deal): readonly BaseEvent[] {
    return this.cash(deal).flatMap(({ events }) => events);
  }

  #invoice(invoice: string): readonly LineCash[] {
    const known = this.#cash.get(invoice);
    if (known !== undefined) return known;
    const lines = cashOfInvoice(invoice, this.index);
    this.#cash.set(invoice, lines);
    return lines;
  }
}
