import { grown } from '../../records/columns/byte-keys.js';
import type { DealTable } from './deal-table.js';
import type { EventTable } from './event-table.js';

/** Whose events are looked up: splits in the order of deals, from `first` up to `end`. */
export interface SplitRange {
  /** The deal of each split, by number. */
  readonly deals: Int32Array;
  readonly first: number;
  readonly end: number;
}

/**
 * The events of deals that a measure may count, of all splits of a payee at once. The deals of a payee lie here and
 * there among all, so that each look at one waits for memory; looks that do not depend on each other wait together,
 * which takes a fraction of the time. Arrays are used again for the next payee.
 *
 * @example
 * const ahead = new EventsAhead();
 * ahead.lookUp({ deals: splits.deal, first: 7, end: 9 }, standing);
 * ahead.takeBookings(deals, amounts);
 * ahead.day[0] // 20260210
 */
export class EventsAhead {
  /** How many events there are. */
  count = 0;
  /** The number of the deal. */
  deal = new Int32Array(256);
  /** The number of the event in its table; -1 for a booking. */
  event = new Int32Array(256);
  day = new Int32Array(256);
  amount = new Float64Array(256);
  /** The splits of the deal: from `split` up to `end`. */
  split = new Int32Array(256);
  end = new Int32Array(256);
  #deals = new DealsAhead();

  /**
   * Looks up which deals of the splits count.
   *
   * @param standing by number of deal: 0 where it does not count, 1 where it does, 2 where the engine tells
   * @returns whether that of all deals is told
   */
  lookUp(splits: SplitRange, standing: Uint8Array): boolean {
    return this.#deals.lookUp(splits, standing);
  }

  /** Takes the bookings of the deals that count. */
  takeBookings({ closeDay }: DealTable, amounts: Float64Array): void {
    const { count, deal } = this.#deals;
    this.#makeRoom(count);
    const { day, amount } = this;
    for (let place = 0; place < count; place += 1) {
      const number = deal[place] ?? 0;
      day[place] = closeDay[number] ?? 0;
      amount[place] = amounts[number] ?? 0;
    }
    this.deal.set(deal.subarray(0, count));
    this.split.set(this.#deals.split.subarray(0, count));
    this.end.set(this.#deals.end.subarray(0, count));
    this.event.fill(-1, 0, count);
    this.count = count;
  }

  /** Takes the events of a table of the deals that count. */
  takeEvents(events: EventTable): void {
    this.#makeRoom(this.#deals.locate(events));
    const { count, deal: deals, split: splits, end: ends, firstEvent, endEvent } = this.#deals;
    const { deal, event, day, amount, split, end } = this;
    let taken = 0;
    for (let place = 0; place < count; place += 1) {
      const last = endEvent[place] ?? 0;
      for (let number = firstEvent[place] ?? 0; number < last; number += 1) {
        deal[taken] = deals[place] ?? 0;
        event[taken] = number;
        day[taken] = events.day[number] ?? 0;
        amount[taken] = events.amount[number] ?? 0;
        split[taken] = splits[place] ?? 0;
        end[taken] = ends[place] ?? 0;
        taken += 1;
      }
    }
    this.count = taken;
  }

  #makeRoom(least: number): void {
    if (least <= this.deal.length) return;
    this.deal = grown(this.deal, Int32Array, least);
    const room = this.deal.length;
    this.event = grown(this.event, Int32Array, room);
    this.day = grown(this.day, Int32Array, room);
    this.amount = grown(this.amount, Float64Array, room);
    this.split = grown(this.split, Int32Array, room);
    this.end = grown(this.end, Int32Array, room);
  }
}

/** The deals of a payee that count, each with its splits. */
class DealsAhead {
  count = 0;
  deal = new Int32Array(256);
  split = new Int32Array(256);
  end = new Int32Array(256);
  firstEvent = new Int32Array(256);
  endEvent = new Int32Array(256);

  lookUp({ deals, first, end }: SplitRange, standing: Uint8Array): boolean {
    if (end - first >= this.deal.length) this.#makeRoom(end - first + 1);
    const [counted, splits, ends] = [this.deal, this.split, this.end];
    let count = 0;
    let untold = 0;
    for (let place = first; place < end; ) {
      const deal = deals[place] ?? 0;
      const split = place;
      place += 1;
      while (place < end && deals[place] === deal) place += 1;
      counted[count] = deal;
      splits[count] = split;
      ends[count] = place;
      const told = standing[deal] ?? 0;
      untold |= told & 2;
      // Without a branch, which would have to wait for what it depends on; the next deal takes the place.
      count += told & 1;
    }
    this.count = count;
    return untold === 0;
  }

  /** Finds the events of each deal in a table, and tells how many there are. */
  locate({ ofDeal }: EventTable): number {
    const { count, deal, firstEvent, endEvent } = this;
    let events = 0;
    for (let place = 0; place < count; place += 1) {
      const number = deal[place] ?? 0;
      const [first, end] = [ofDeal[number] ?? 0, ofDeal[number + 1] ?? 0];
      firstEvent[place] = first;
      endEvent[place] = end;
      events += end - first;
    }
    return events;
  }

  #makeRoom(least: number): void {
    this.deal = grown(this.deal, Int32Array, least);
    const room = this.deal.length;
    this.split = grown(this.split, Int32Array, room);
    this.end = grown(this.end, Int32Array, room);
    this.firstEvent = grown(this.firstEvent, Int32Array, room);
    this.endEvent = grown(this.endEvent, Int32Array, room);
  }
}
