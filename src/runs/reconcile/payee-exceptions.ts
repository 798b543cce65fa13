import type { DealStreams } from '../../engine/events/deal-events.js';
import { compareText } from '../../engine/record-index.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { ReconciliationException } from '../../ledger/reconcile/exception.js';
import { mayBeOdd } from '../../ledger/reconcile/may-be-odd.js';
import { PaidOnDeals } from '../../ledger/reconcile/paid-on-deals.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import { paymentExceptions } from '../../ledger/reconcile/payment-exceptions.js';
import { type AwaitedCash, awaitedCash, unreleasedCash } from '../../ledger/reconcile/unreleased.js';
import { changedDeals } from './changed-deals.js';
import { DEALS_AT_A_TIME, partsOf, type Reconciliation } from './reconciliation.js';
import { SharedDeals } from './shared-deals.js';
import { traceResults } from './trace-payables.js';

/** What payees were paid is held against. */
export interface PayeeExceptionTerms {
  /** What was posted, with the records as the run knew them. */
  readonly posted: Reconciliation;
  /** The records as they are now, and what was changed of them since. */
  readonly now: Reconciliation;
  readonly changed: readonly ChangedInput[];
  /** After so many days an invoice that is due is open too long. */
  readonly days: number;
}

/**
 * Finds what was paid to payees and should perhaps not stand, and what cash should have released to them. Deals are
 * read for many payees together. Most of them are in order, so that they need be looked at once only, and what was
 * paid on them need not be traced.
 */
export class PayeeExceptions {
  readonly #terms: PayeeExceptionTerms;
  readonly #isChanged: ReturnType<typeof changedDeals>;
  /** Deals on which no payment can be an exception. */
  readonly #inOrder = new Set<string>();

  constructor(terms: PayeeExceptionTerms) {
    this.#terms = terms;
    this.#isChanged = changedDeals(terms.changed);
  }

  /**
   * Those of payees one after the other, in the order of their deals.
   *
   * @example
   * for await (const found of exceptions.of(posted.results())) console.log(found.kind, found.payee);
   */
  async *of(results: AsyncIterable<PayeeResults>): AsyncGenerator<ReconciliationException> {
    for await (const payees of this.#together(results)) {
      const asked = await this.#askedOf(payees);
      const ids = distinct([...asked.values()].flat());
      const shared = new SharedDeals(this.#terms.posted, ids);
      for (const payee of payees) yield* this.#ofPayee(payee, asked.get(payee) ?? [], shared);
    }
  }

  /** Payees together as long as memory has room for all their deals. */
  async *#together(results: AsyncIterable<PayeeResults>): AsyncGenerator<readonly PaidPayee[]> {
    let payees: PaidPayee[] = [];
    const deals = new Set<string>();
    for await (const each of results) {
      const payee = paidPayee(each);
      payees.push(payee);
      for (const deal of payee.deals) deals.add(deal);
      if (deals.size < DEALS_AT_A_TIME) continue;
      yield payees;
      payees = [];
      deals.clear();
    }
    yield payees;
  }

  /** The deals of each payee that have to be looked at closely, in order. */
  async #askedOf(payees: readonly PaidPayee[]): Promise<ReadonlyMap<PaidPayee, readonly string[]>> {
    const isOpen = (deal: string) => !this.#inOrder.has(deal);
    const ids = payees.flatMap(({ deals, awaited }) => [...deals.filter(isOpen), ...awaited.keys()]);
    const waiting = new Map<PaidPayee, string[]>();
    for (const part of partsOf(distinct(ids))) {
      const streams = await this.#terms.now.deals(part);
      this.#noteInOrder(streams);
      for (const payee of payees) {
        waiting.set(payee, [...(waiting.get(payee) ?? []), ...this.#unreleasedOf(payee, streams)]);
      }
    }
    const asked = (payee: PaidPayee) => [...payee.deals.filter(isOpen), ...(waiting.get(payee) ?? [])];
    return new Map(payees.map((payee) => [payee, distinct(asked(payee))]));
  }

  #noteInOrder(streams: DealStreams): void {
    const { days, posted } = this.#terms;
    const { through } = posted;
    for (const [id, deal] of streams.index.deals) {
      if (this.#isChanged(id, streams.index) || mayBeOdd(deal, { streams, through, days })) continue;
      this.#inOrder.add(id);
    }
  }

  /** Deals whose cash should have released more to a payee, unless receipts are found that have. */
  #unreleasedOf({ payee, awaited }: PaidPayee, streams: DealStreams): readonly string[] {
    const { planOf, through } = this.#terms.posted;
    const terms = { payee, streams, planOf, through, released: NO_RECEIPTS };
    const isMissing = (each: AwaitedCash) => unreleasedCash(each, terms) !== null;
    const ids = [...awaited.keys()].filter((id) => streams.index.deals.has(id));
    return ids.filter((id) => awaited.get(id)?.some(isMissing));
  }

  async *#ofPayee(
    { payee, results, awaited }: PaidPayee,
    asked: readonly string[],
    shared: SharedDeals,
  ): AsyncGenerator<ReconciliationException> {
    const { posted, now, days } = this.#terms;
    const { through, planOf } = posted;
    const chosen = new Set<string | null>(asked);
    const paid = new PaidOnDeals();
    const options = { chosen: (deal: string | null) => chosen.has(deal), deals: shared };
    if (asked.length > 0) for await (const part of traceResults(posted, results, options)) paid.add(part);
    const paidOn = groupedBy(paid.all(), ({ deal }) => deal);
    for (const part of partsOf(asked)) {
      const streams = await shared.deals(part, now.asOfChange);
      const known = await shared.deals(part, posted.asOfChange);
      for (const id of part) {
        const deal = streams.index.deals.get(id);
        if (deal === undefined) continue;
        const own = paidOn.get(id) ?? [];
        for (const each of own) {
          yield* paymentExceptions(each, { payee, deal, streams, known, through, days });
        }
        const released = new Set(own.flatMap(({ receipts }) => [...receipts.keys()]));
        for (const each of awaited.get(id) ?? []) {
          const unreleased = unreleasedCash(each, { payee, streams, planOf, through, released });
          if (unreleased !== null) yield unreleased;
        }
      }
    }
  }
}

/** What was posted for a payee, and the deals of it. */
interface PaidPayee {
  readonly payee: string;
  readonly results: PayeeResults;
  /** Those that anything was earned or released on. */
  readonly deals: readonly string[];
  readonly awaited: ReadonlyMap<string, readonly AwaitedCash[]>;
}

function paidPayee(results: PayeeResults): PaidPayee {
  const deals = new Set<string>();
  for (const { lines, releases } of results.statements) {
    for (const { deal } of lines) if (deal !== null) deals.add(deal);
    for (const { deal } of releases) if (deal !== null) deals.add(deal);
  }
  const awaited = groupedBy(awaitedCash(results), ({ deal }) => deal);
  return { payee: results.payee, results, deals: [...deals], awaited };
}

const NO_RECEIPTS: ReadonlySet<string> = new Set();

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort(compareText);
}
