import type { Facts } from '../../conditions/fact.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealEvent } from '../events/deal-event.js';
import type { DealStreams } from '../events/deal-events.js';
import { contractFacts, FACTS_BEYOND_DEALS, moneyFact, PAYEE_FACTS } from '../facts.js';
import { factNames } from '../fold/fact-columns.js';
import type { Measure } from '../measure.js';
import { factsLookedUp } from '../mechanisms/facts-looked-up.js';
import type { RecordIndex } from '../record-index.js';
import type { Hierarchy } from './hierarchy.js';
import type { Segment } from './segment.js';

/** Where facts are looked up. */
interface FactSources {
  readonly index: RecordIndex;
  readonly streams: DealStreams;
  readonly hierarchy: Hierarchy;
}

/** Whose facts are asked for: the deal's alone, also the event's, or also the payee's. */
type FactReach = 'deal' | 'event' | 'payee';

/**
 * The facts of the events of deals as one measure of a segment sees them. Those of a deal are the same for all of its
 * events, and those of an event for all who are credited for it: only what is asked for is worked out.
 *
 * @example
 * const facts = new EventFacts(segment, measure, context);
 * facts.isCounted(deal, event) // true
 * facts.of(deal, event).role // 'account executive'
 */
export class EventFacts {
  readonly #condition: FactReach;
  readonly #factors: FactReach;
  readonly #lookups: FactReach;

  constructor(
    readonly segment: Segment,
    readonly measure: Measure,
    readonly sources: FactSources,
  ) {
    const named = (each: { readonly when: Measure['when'] }) =>
      each.when === null ? [] : factNames(each.when.tree);
    this.#condition = reachOf(named(measure));
    this.#factors = reachOf(measure.factors.flatMap(named));
    this.#lookups = reachOf(segment.plan.components.flatMap(({ mechanism }) => factsLookedUp(mechanism)));
  }

  /** Whether the measure counts an event. */
  isCounted(deal: Deal, event: DealEvent): boolean {
    const { when } = this.measure;
    return when === null || when.met(this.#upTo(this.#condition, deal, event));
  }

  /** What the factors of the measure look at. */
  forFactors(deal: Deal, event: DealEvent): Facts {
    return this.#upTo(this.#factors, deal, event);
  }

  /** What the plan looks up rates by. */
  forLookups(deal: Deal, event: DealEvent): Facts {
    return this.#upTo(this.#lookups, deal, event);
  }

  /** All facts of an event: the deal's, its own and the payee's. */
  of(deal: Deal, event: DealEvent): Facts {
    const { index, hierarchy } = this.sources;
    const payee = index.payees.get(this.segment.payee);
    return {
      ...this.#ofEvent(deal, event),
      role: payee?.role ?? null,
      team: hierarchy.teamsOf(this.segment.payee, event.date)[0] ?? null,
      hireDate: payee?.hireDate ?? null,
    };
  }

  #upTo(reach: FactReach, deal: Deal, event: DealEvent): Facts {
    if (reach === 'deal') return this.sources.streams.facts(deal, this.segment.plan);
    return reach === 'event' ? this.#ofEvent(deal, event) : this.of(deal, event);
  }

  #ofEvent(deal: Deal, event: DealEvent): Facts {
    const known = OF_EVENTS.get(event);
    if (known !== undefined) return known;
    const { segment, measure } = this;
    const { streams, index } = this.sources;
    const isMoney = measure.unit === 'money';
    const facts = {
      ...streams.facts(deal, segment.plan),
      ...contractFacts(deal, event.date, index.amendmentsByDeal.get(deal.id) ?? []),
      basis: measure.basis,
      date: event.date,
      amount: isMoney ? moneyFact(event.whole ?? event.amount, segment.plan.currency) : null,
    };
    OF_EVENTS.set(event, facts);
    return facts;
  }
}

/** An event is made for one basis, amount and conversion, which is all that its facts depend on besides the deal. */
const OF_EVENTS = new WeakMap<DealEvent, Facts>();

function reachOf(names: readonly string[]): FactReach {
  if (names.some((name) => Object.hasOwn(PAYEE_FACTS, name))) return 'payee';
  return names.some((name) => FACTS_BEYOND_DEALS.has(name)) ? 'event' : 'deal';
}
