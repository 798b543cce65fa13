import { grown } from '../../records/columns/byte-keys.js';
import { compareBytes } from '../../records/columns/compare-bytes.js';

/**
 * The events of all deals on one basis, by number: in the order of deals, and of each deal in the order of date
 * and key. The rest of an event's key, after basis and deal, lies in `bytes` from `starts[event]` up to
 * `starts[event + 1]`.
 */
export interface EventTable {
  readonly count: number;
  /** The events of a deal's number lie from `ofDeal[number]` up to `ofDeal[number + 1]`. */
  readonly ofDeal: Int32Array;
  readonly day: Int32Array;
  /** Minor units of the deal's currency. */
  readonly amount: Float64Array;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Events as they were collected, with their order. */
export interface OrderedEvents extends CollectedEvents {
  /** The places of a deal's events in `order` go from `ofDeal[number]` up to `ofDeal[number + 1]`. */
  readonly ofDeal: Int32Array;
  /** Events by place: in the order of deals, and of each deal in the order of date and name. */
  readonly order: Int32Array;
}

/** Events as they were collected; another thread can be sent them. */
export interface CollectedEvents {
  readonly count: number;
  readonly deal: Int32Array;
  readonly day: Int32Array;
  readonly amount: Float64Array;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** What there is room for at first: little, as one payee has few, and it doubles where there are more. */
const LEAST_EVENTS = 1 << 8;
const LEAST_BYTES = 1 << 12;

/**
 * Collects events in any order and hands them out by deal.
 *
 * @example
 * const events = new EventCollector();
 * events.begin().append(receipt, 0, 6).append(COLON, 0, 1);
 * events.end(deal, 20260210, 100_00);
 * events.table(dealCount).day[0] // 20260210
 */
export class EventCollector {
  #count = 0;
  #deal = new Int32Array(LEAST_EVENTS);
  #day = new Int32Array(LEAST_EVENTS);
  #amount = new Float64Array(LEAST_EVENTS);
  #starts = new Uint32Array(LEAST_EVENTS + 1);
  #bytes = new Uint8Array(LEAST_BYTES);
  #end = 0;

  /** Makes room for so many events, with names of so many bytes in all, and for no more. */
  reserve(count: number, bytes: number): void {
    const { deal, day, amount, starts, bytes: names } = this.collected;
    this.#deal = roomy(deal, new Int32Array(count));
    this.#day = roomy(day, new Int32Array(count));
    this.#amount = roomy(amount, new Float64Array(count));
    this.#starts = roomy(starts, new Uint32Array(count + 1));
    this.#bytes = roomy(names, new Uint8Array(bytes));
  }

  /** Appends a part to the name of the event that is being added. */
  append(bytes: Uint8Array, from: number, to: number): void {
    const end = this.#end + to - from;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, Uint8Array, end);
    const [names, start] = [this.#bytes, this.#end - from];
    for (let place = from; place < to; place += 1) names[start + place] = bytes[place] ?? 0;
    this.#end = end;
  }

  /** Adds the event whose name was appended, and gives its place. */
  add(deal: number, day: number, amount: number): number {
    const place = this.#count;
    if (place === this.#deal.length) this.#makeRoom(place + 1);
    this.#deal[place] = deal;
    this.#day[place] = day;
    this.#amount[place] = amount;
    this.#starts[place + 1] = this.#end;
    this.#count = place + 1;
    return place;
  }

  /** What was collected, in the order in which it came. */
  get collected(): CollectedEvents {
    const count = this.#count;
    return {
      count,
      deal: this.#deal.subarray(0, count),
      day: this.#day.subarray(0, count),
      amount: this.#amount.subarray(0, count),
      bytes: this.#bytes.subarray(0, this.#end),
      starts: this.#starts.subarray(0, count + 1),
    };
  }

  /** Adds what another has collected. */
  addAll(others: CollectedEvents): void {
    const before = this.#count;
    const [count, end] = [before + others.count, this.#end + others.bytes.length];
    if (count > this.#deal.length || end > this.#bytes.length) this.reserve(count, end);
    this.#deal.set(others.deal, before);
    this.#day.set(others.day, before);
    this.#amount.set(others.amount, before);
    this.#bytes.set(others.bytes, this.#end);
    for (let place = 1; place <= others.count; place += 1) {
      this.#starts[before + place] = this.#end + (others.starts[place] ?? 0);
    }
    this.#count = count;
    this.#end = end;
  }

  /** All events where they are, with the order of deal, date and name: for those who look at each once. */
  ordered(deals: number): OrderedEvents {
    const ofDeal = new Int32Array(deals + 1);
    for (let event = 0; event < this.#count; event += 1) {
      const deal = this.#deal[event] ?? 0;
      ofDeal[deal + 1] = (ofDeal[deal + 1] ?? 0) + 1;
    }
    for (let deal = 0; deal < deals; deal += 1)
      ofDeal[deal + 1] = (ofDeal[deal + 1] ?? 0) + (ofDeal[deal] ?? 0);
    return { ...this.collected, ofDeal, order: this.#sorted(ofDeal, deals) };
  }

  /** All events, sorted by deal, date and name. */
  table(deals: number): EventTable {
    const { ofDeal, order } = this.ordered(deals);
    // What came in order is not moved.
    if (order.every((event, place) => event === place)) return { ofDeal, ...this.collected };
    const day = new Int32Array(this.#count);
    const amount = new Float64Array(this.#count);
    const starts = new Uint32Array(this.#count + 1);
    const bytes = new Uint8Array(this.#end);
    let end = 0;
    for (let place = 0; place < this.#count; place += 1) {
      const event = order[place] ?? 0;
      day[place] = this.#day[event] ?? 0;
      amount[place] = this.#amount[event] ?? 0;
      const [from, to] = [this.#starts[event] ?? 0, this.#starts[event + 1] ?? 0];
      for (let byte = from; byte < to; byte += 1) bytes[end + byte - from] = this.#bytes[byte] ?? 0;
      end += to - from;
      starts[place + 1] = end;
    }
    return { count: this.#count, ofDeal, day, amount, bytes, starts };
  }

  /** Places by deal; those of one deal, which are few, are put in order as they are inserted. */
  #sorted(ofDeal: Int32Array, deals: number): Int32Array {
    const order = new Int32Array(this.#count);
    const filled = new Int32Array(deals);
    for (let event = 0; event < this.#count; event += 1) {
      const deal = this.#deal[event] ?? 0;
      const first = ofDeal[deal] ?? 0;
      let place = first + (filled[deal] ?? 0);
      filled[deal] = (filled[deal] ?? 0) + 1;
      while (place > first && this.#isBefore(event, order[place - 1] ?? 0)) {
        order[place] = order[place - 1] ?? 0;
        place -= 1;
      }
      order[place] = event;
    }
    return order;
  }

  #isBefore(event: number, other: number): boolean {
    const [day, otherDay] = [this.#day[event] ?? 0, this.#day[other] ?? 0];
    if (day !== otherDay) return day < otherDay;
    const [bytes, starts] = [this.#bytes, this.#starts];
    const [from, to] = [starts[event] ?? 0, starts[event + 1] ?? 0];
    return compareBytes(bytes, from, to, bytes, starts[other] ?? 0, starts[other + 1] ?? 0) < 0;
  }

  #makeRoom(count: number): void {
    this.#deal = grown(this.#deal, Int32Array, count);
    const room = this.#deal.length;
    this.#day = grown(this.#day, Int32Array, room);
    this.#amount = grown(this.#amount, Float64Array, room);
    this.#starts = grown(this.#starts, Uint32Array, room + 1);
  }
}

function roomy<Room extends { set: (from: ArrayLike<number>) => void }>(
  values: ArrayLike<number>,
  room: Room,
): Room {
  room.set(values);
  return room;
}
