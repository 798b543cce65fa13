import type { CivilDate } from '../../calendar/civil-date.js';
import type { Facts } from '../../conditions/fact.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import { dealFacts } from '../facts.js';
import type { AmountKind, Basis, Measure } from '../measure.js';
import type { Plan } from '../plan.js';
import type { RecordIndex } from '../record-index.js';
import { bookedEvents } from './booked-events.js';
import { cashOfInvoice, type LineCash } from './cash.js';
import { type BaseEvent, compareEvents } from './deal-event.js';
import { type DealFigures, dealFigures } from './deal-figures.js';
import { type CountedEvents, convertEvents } from './fx.js';
import { linkReversals } from './link-reversals.js';
import { proportional } from './proportional.js';
import { recognizedEvents } from './revenue.js';

/**
 * Everything deals say, worked out once for each deal, basis and amount, and shared by all who are credited.
 *
 * @example
 * const streams = new DealStreams(index, company, '2026-04-01');
 * streams.counted(deal, measure, plan).events;
 */
export class DealStreams {
  readonly #counted = new Map<string, CountedEvents>();
  readonly #facts = new Map<string, Facts>();
  readonly #base = new Map<string, readonly BaseEvent[]>();
  readonly #figures = new Map<string, DealFigures>();
  readonly #cash = new Map<string, readonly LineCash[]>();
  readonly #invoices = new Map<string, readonly LineCash[]>();

  constructor(
    readonly index: RecordIndex,
    readonly company: Company,
    /** The first day that is not known yet. */
    readonly through: CivilDate,
  ) {}

  /** The events of a deal on a measure's basis, counted by its amount, in a plan's currency. */
  counted(
    deal: Deal,
    { basis, amount, unit }: Measure,
    plan: Pick<Plan, 'currency' | 'rounding'>,
  ): CountedEvents {
    const { currency, rounding } = plan;
    const counts = amount.kind === 'field' ? `field:${amount.field}` : amount.kind;
    const key = `${deal.id}\u0000${basis}\u0000${counts}\u0000${currency}\u0000${rounding}`;
    const known = this.#counted.get(key);
    if (known !== undefined) return known;
    const linked = linkReversals(this.#amounts(deal, basis, amount)).filter(
      ({ date }) => date < this.through,
    );
    // Units have no currency: they are as they are in any.
    const own = unit === 'money' ? (deal.currency ?? this.company.homeCurrency) : currency;
    const counted = convertEvents(linked, own, currency, rounding, this.index);
    this.#counted.set(key, counted);
    return counted;
  }

  /** The facts of a deal in a plan's currency, worked out once. */
  facts(deal: Deal, currency: string): Facts {
    const key = `${deal.id}\u0000${currency}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    const facts = dealFacts(deal, currency, this.company, this.index);
    this.#facts.set(key, facts);
    return facts;
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

  /** The figures of a deal as it was signed. */
  figures(deal: Deal): DealFigures {
    const known = this.#figures.get(deal.id);
    if (known !== undefined) return known;
    const figures = dealFigures(deal, this.company);
    this.#figures.set(deal.id, figures);
    return figures;
  }

  /** The cash of every invoice line of a deal. */
  cash(deal: Deal): readonly LineCash[] {
    const known = this.#cash.get(deal.id);
    if (known !== undefined) return known;
    const cash = (this.index.invoicesByDeal.get(deal.id) ?? []).flatMap((invoice) =>
      this.#invoice(invoice).filter(({ line }) => line.deal === deal.id),
    );
    this.#cash.set(deal.id, cash);
    return cash;
  }

  #amounts(deal: Deal, basis: Basis, amount: AmountKind): readonly BaseEvent[] {
    const amendments = this.index.amendmentsByDeal.get(deal.id) ?? [];
    if (basis === 'booked') return bookedEvents(deal, amendments, amount, this.company);
    return proportional(this.base(deal, basis), amount, this.figures(deal), deal, amendments, this.company);
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
    const known = this.#invoices.get(invoice);
    if (known !== undefined) return known;
    const lines = cashOfInvoice(invoice, this.index);
    this.#invoices.set(invoice, lines);
    return lines;
  }
}
