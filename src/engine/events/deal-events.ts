import type { CivilDate } from '../../calendar/civil-date.js';
import type { Facts } from '../../conditions/fact.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import { dealFacts } from '../facts.js';
import type { AmountKind, Basis, Measure } from '../measure.js';
import type { RecordIndex } from '../record-index.js';
import { bookedEvents } from './booked-events.js';
import { cashOfInvoice, type LineCash } from './cash.js';
import { type BaseEvent, compareEvents } from './deal-event.js';
import { type DealFigures, dealFigures } from './deal-figures.js';
import {
  type ConversionPlan,
  type CountedEvents,
  convertEvents,
  type FoundRate,
  planRate,
  type RateSource,
} from './fx.js';
import type { FxRule } from './fx-rule.js';
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
  readonly #fixed = new Map<FxRule, number>();
  readonly #invoices = new Map<string, readonly LineCash[]>();

  constructor(
    readonly index: RecordIndex,
    readonly company: Company,
    /** The first day that is not known yet. */
    readonly through: CivilDate,
  ) {}

  /** The events of a deal on a measure's basis, counted by its amount, in a plan's currency. */
  counted(deal: Deal, { basis, amount, unit }: Measure, plan: ConversionPlan): CountedEvents {
    const { currency, rounding } = plan;
    const counts = amount.kind === 'field' ? `field:${amount.field}` : amount.kind;
    const key = `${deal.id}\u0000${basis}\u0000${counts}\u0000${this.#ruleName(plan)}\u0000${rounding}`;
    const known = this.#counted.get(key);
    if (known !== undefined) return known;
    const linked = linkReversals(this.#amounts(deal, basis, amount)).filter(
      ({ date }) => date < this.through,
    );
    // Units have no currency: they are as they are in any.
    const own = unit === 'money' ? (deal.currency ?? this.company.homeCurrency) : currency;
    const counted = convertEvents(linked, own, deal.closeDate, plan, this.#rates());
    this.#counted.set(key, counted);
    return counted;
  }

  /** The facts of a deal in a plan's currency, or in one that no plan converts to, worked out once. */
  facts(deal: Deal, plan: ConversionPlan | string): Facts {
    const [currency, name] = typeof plan === 'string' ? [plan, plan] : [plan.currency, this.#ruleName(plan)];
    const key = `${deal.id}\u0000${name}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    const rate = typeof plan === 'string' ? undefined : this.rateOf(deal, plan);
    const facts = dealFacts(deal, currency, this.company, this.index, rate);
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

  /** What a deal that closed on a day is converted at into a plan's currency. */
  rateOf(deal: Deal, plan: ConversionPlan): FoundRate {
    const own = deal.currency ?? this.company.homeCurrency;
    return planRate(own, plan, { date: deal.closeDate, closeDate: deal.closeDate }, this.#rates());
  }

  #rates(): RateSource {
    return { index: this.index, calendar: this.company, through: this.through };
  }

  /** Plans of one name convert alike. */
  #ruleName({ currency, fx, payFrequency }: ConversionPlan): string {
    if (fx.kind === 'periodAverage') return `${currency} ${fx.kind} ${payFrequency}`;
    if (fx.kind !== 'fixed') return `${currency} ${fx.kind}`;
    const known = this.#fixed.get(fx) ?? this.#fixed.size;
    this.#fixed.set(fx, known);
    return `${currency} ${fx.kind} ${known}`;
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
