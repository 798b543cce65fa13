import { grown } from '../../records/columns/byte-keys.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { SharedRoom } from '../../records/columns/shared-room.js';
import { LineTexts } from './line-texts.js';

/** Lines that were folded, column by column; see {@link FoldedLines}. */
export interface LineColumns {
  readonly count: number;
  readonly entitlement: Int32Array;
  readonly windowFrom: Int32Array;
  readonly windowTo: Int32Array;
  readonly day: Int32Array;
  readonly period: Int32Array;
  readonly number: Int32Array;
  readonly amount: Float64Array;
  readonly base: Float64Array;
  readonly share: Float64Array;
  /** The number of the deal; -1 in a line of a gate, which belongs to none. */
  readonly deal: Int32Array;
  readonly event: Int32Array;
  /** What a cap has changed the amount by; 0 where it has not. */
  readonly excess: Float64Array;
  /** The ids of the deals and the names of the events, line by line, where the lines come with them. */
  readonly texts?: { readonly deals: PackedTexts; readonly events: PackedTexts };
}

/** What a line belongs to. */
export interface LinePlace {
  readonly entitlement: number;
  readonly windowFrom: number;
  readonly windowTo: number;
}

/**
 * The lines of some payees, column by column, in the order in which they are stored. They are of the kind
 * `credit`, one event of one deal at the rates it met, or of the kind `gate`.
 *
 * @example
 * lines.add({ entitlement, windowFrom, windowTo }, 20260210, 12_00, 60_000_000, 600_00, deal, -1, 0);
 */
export class FoldedLines implements LineColumns {
  count = 0;
  entitlement = new Int32Array(1024);
  windowFrom = new Int32Array(1024);
  windowTo = new Int32Array(1024);
  day = new Int32Array(1024);
  /** The place of the pay period in the run. */
  period = new Int32Array(1024);
  /** From 1, among the payee's lines of the period. */
  number = new Int32Array(1024);
  /** Minor units, as `base`; or millionths of units. */
  amount = new Float64Array(1024);
  base = new Float64Array(1024);
  /** In units of 10^-8. */
  share = new Float64Array(1024);
  deal = new Int32Array(1024);
  /** The number of the event in its table; -1 for a booking. */
  event = new Int32Array(1024);
  /** Minor units. */
  excess = new Float64Array(1024);
  readonly #deals = new LineTexts();
  readonly #events = new LineTexts();

  clear(): void {
    this.count = 0;
  }

  /** Forgets the lines from a place on, as those of a payee who turns out to be left to the engine. */
  cut(count: number): void {
    this.count = count;
  }

  /** A copy of the lines that there are, to be kept or sent to another thread. */
  copy(): LineColumns {
    const { count } = this;
    return {
      count,
      entitlement: this.entitlement.slice(0, count),
      windowFrom: this.windowFrom.slice(0, count),
      windowTo: this.windowTo.slice(0, count),
      day: this.day.slice(0, count),
      period: this.period.slice(0, count),
      number: this.number.slice(0, count),
      amount: this.amount.slice(0, count),
      base: this.base.slice(0, count),
      share: this.share.slice(0, count),
      deal: this.deal.slice(0, count),
      event: this.event.slice(0, count),
      excess: this.excess.slice(0, count),
    };
  }

  /** As {@link copy}, in memory that another thread shares, and with the texts that the lines name. */
  copyTo(room: SharedRoom): LineColumns {
    const { count } = this;
    const int32 = (values: Int32Array) => room.int32(values.subarray(0, count));
    const float64 = (values: Float64Array) => room.float64(values.subarray(0, count));
    return {
      count,
      entitlement: int32(this.entitlement),
      windowFrom: int32(this.windowFrom),
      windowTo: int32(this.windowTo),
      day: int32(this.day),
      period: int32(this.period),
      number: int32(this.number),
      amount: float64(this.amount),
      base: float64(this.base),
      share: float64(this.share),
      deal: int32(this.deal),
      event: int32(this.event),
      excess: float64(this.excess),
      texts: { deals: this.#deals.copyTo(room, count), events: this.#events.copyTo(room, count) },
    };
  }

  /**
   * Takes the texts of the lines from a place on, which are those of some credits, each with one line.
   *
   * @param names those of the credits' events; `null` where they are bookings, which have none
   */
  name(first: number, ids: PackedTexts, names: PackedTexts | null): void {
    this.#deals.take(this, first, ids);
    this.#events.take(this, first, names);
  }

  add(
    at: LinePlace,
    day: number,
    amount: number,
    share: number,
    base: number,
    deal: number,
    event: number,
    excess: number,
  ): void {
    const place = this.count;
    if (place === this.day.length) this.#makeRoom(place + 1);
    this.entitlement[place] = at.entitlement;
    this.windowFrom[place] = at.windowFrom;
    this.windowTo[place] = at.windowTo;
    this.day[place] = day;
    this.amount[place] = amount;
    this.share[place] = share;
    this.base[place] = base;
    this.deal[place] = deal;
    this.event[place] = event;
    this.excess[place] = excess;
    this.count = place + 1;
  }

  /** Adds a line of gates, which stands before those of events on the same day. */
  addGate(at: LinePlace, day: number, amount: number, excess: number): void {
    this.add(at, day, amount, 0, 0, -1, -1, excess);
    let place = this.count - 1;
    while (place > 0 && this.#isAfter(place - 1, at, day)) {
      this.#swap(place, place - 1);
      place -= 1;
    }
  }

  #isAfter(line: number, { entitlement, windowFrom }: LinePlace, day: number): boolean {
    return (
      this.day[line] === day &&
      this.entitlement[line] === entitlement &&
      this.windowFrom[line] === windowFrom &&
      (this.deal[line] ?? -1) >= 0
    );
  }

  #swap(one: number, other: number): void {
    for (const column of [this.amount, this.share, this.base, this.deal, this.event, this.excess]) {
      const value = column[one] ?? 0;
      column[one] = column[other] ?? 0;
      column[other] = value;
    }
  }

  #makeRoom(least: number): void {
    this.entitlement = grown(this.entitlement, Int32Array, least);
    const room = this.entitlement.length;
    this.windowFrom = grown(this.windowFrom, Int32Array, room);
    this.windowTo = grown(this.windowTo, Int32Array, room);
    this.day = grown(this.day, Int32Array, room);
    this.period = grown(this.period, Int32Array, room);
    this.number = grown(this.number, Int32Array, room);
    this.amount = grown(this.amount, Float64Array, room);
    this.base = grown(this.base, Float64Array, room);
    this.share = grown(this.share, Float64Array, room);
    this.deal = grown(this.deal, Int32Array, room);
    this.event = grown(this.event, Int32Array, room);
    this.excess = grown(this.excess, Float64Array, room);
  }
}
