import { grown } from '../../records/columns/byte-keys.js';
import { GatheredTexts } from '../../records/columns/gathered-texts.js';

/** More local places than any payee has events; with a day of eight digits it is still an exact number. */
const PLACES = 2 ** 26;

/**
 * The events that one measure credits a payee, in the order in which windows take them: of date, deal and
 * event key. Arrays are used again for the next payee.
 *
 * @example
 * entries.clear();
 * entries.add(20260210, deal, -1, 100_00, 60_000_000);
 * entries.sort();
 */
export class MeasureEntries {
  count = 0;
  #keys = new Float64Array(256);
  #day = new Int32Array(256);
  #deal = new Int32Array(256);
  #event = new Int32Array(256);
  #amount = new Float64Array(256);
  #share = new Float64Array(256);
  day = new Int32Array(256);
  deal = new Int32Array(256);
  /** The number of the event in its table; -1 for a booking. */
  event = new Int32Array(256);
  /** The whole event: minor units of the plan's currency, or millionths of units. */
  amount = new Float64Array(256);
  /** In units of 10^-8. */
  share = new Float64Array(256);
  /** Room for the ids of the deals, and for the names of the events. */
  readonly ids = new GatheredTexts();
  readonly names = new GatheredTexts();

  clear(): void {
    this.count = 0;
  }

  /** Adds an event; those of one day come in the order of deal and event key. */
  add(day: number, deal: number, event: number, amount: number, share: number): void {
    const place = this.count;
    if (place === this.#keys.length) this.#makeRoom(place + 1);
    this.#keys[place] = day * PLACES + place;
    this.#day[place] = day;
    this.#deal[place] = deal;
    this.#event[place] = event;
    this.#amount[place] = amount;
    this.#share[place] = share;
    this.count = place + 1;
  }

  /** Puts the events in order; those of one day stay in the order in which they came. */
  sort(): void {
    const keys = this.#keys.subarray(0, this.count).sort();
    for (let place = 0; place < this.count; place += 1) {
      const from = (keys[place] ?? 0) % PLACES;
      this.day[place] = this.#day[from] ?? 0;
      this.deal[place] = this.#deal[from] ?? 0;
      this.event[place] = this.#event[from] ?? 0;
      this.amount[place] = this.#amount[from] ?? 0;
      this.share[place] = this.#share[from] ?? 0;
    }
  }

  #makeRoom(least: number): void {
    if (least > PLACES) throw new RangeError(`a payee has more than ${PLACES} events in one measure`);
    this.#keys = grown(this.#keys, Float64Array, least);
    const room = this.#keys.length;
    this.#day = grown(this.#day, Int32Array, room);
    this.#deal = grown(this.#deal, Int32Array, room);
    this.#event = grown(this.#event, Int32Array, room);
    this.#amount = grown(this.#amount, Float64Array, room);
    this.#share = grown(this.#share, Float64Array, room);
    this.day = grown(this.day, Int32Array, room);
    this.deal = grown(this.deal, Int32Array, room);
    this.event = grown(this.event, Int32Array, room);
    this.amount = grown(this.amount, Float64Array, room);
    this.share = grown(this.share, Float64Array, room);
  }
}
