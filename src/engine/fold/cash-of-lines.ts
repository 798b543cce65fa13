import { grown } from '../../records/columns/byte-keys.js';
import { GatheredTexts } from '../../records/columns/gathered-texts.js';
import type { OrderedEvents } from './event-table.js';

/** What is brought together at a time: so much that looks into memory wait together, and little memory. */
const EVENTS_AT_A_TIME = 512;

/**
 * What was applied to some lines at a time, brought together in their order. It lies here and there among all that was
 * applied, as it came in; see {@link GatheredTexts}.
 *
 * @example
 * const end = cash.take(order.line, 0);
 * const { first } = cash.next(order.line[0]);
 * cash.amount[first] // 10_000
 */
export class CashOfLines {
  day = new Int32Array(EVENTS_AT_A_TIME);
  amount = new Float64Array(EVENTS_AT_A_TIME);
  /** What the names of the events begin with, by their places. */
  readonly names = new GatheredTexts();
  #events = new Int32Array(EVENTS_AT_A_TIME);
  #next = 0;

  /** @param applied by number of line */
  constructor(readonly applied: OrderedEvents) {}

  /** Takes what was applied to lines from a place on, and gives the place after the last of them. */
  take(lines: Int32Array, from: number): number {
    this.#next = 0;
    let count = 0;
    let place = from;
    for (; place < lines.length && (count < EVENTS_AT_A_TIME || place === from); place += 1) {
      count = this.#list(lines[place] ?? 0, count);
    }
    this.#gather(count);
    return place;
  }

  /** Where that of the next line lies: lines are asked for in the order in which they were taken. */
  next(line: number): { readonly first: number; readonly end: number } {
    const { ofDeal: ofLine } = this.applied;
    const first = this.#next;
    const end = first + (ofLine[line + 1] ?? 0) - (ofLine[line] ?? 0);
    this.#next = end;
    return { first, end };
  }

  /** Lists the events of a line after those before. */
  #list(line: number, count: number): number {
    const { ofDeal: ofLine, order } = this.applied;
    const [first, end] = [ofLine[line] ?? 0, ofLine[line + 1] ?? 0];
    const after = count + end - first;
    if (after > this.#events.length) this.#events = grown(this.#events, Int32Array, after);
    for (let place = first; place < end; place += 1) this.#events[count + place - first] = order[place] ?? 0;
    return after;
  }

  #gather(count: number): void {
    const { day, amount } = this.applied;
    if (count > this.day.length) {
      this.day = grown(this.day, Int32Array, count);
      this.amount = grown(this.amount, Float64Array, count);
    }
    const [events, days, amounts] = [this.#events, this.day, this.amount];
    for (let place = 0; place < count; place += 1) days[place] = day[events[place] ?? 0] ?? 0;
    for (let place = 0; place < count; place += 1) amounts[place] = amount[events[place] ?? 0] ?? 0;
    this.names.gather(this.applied, events.subarray(0, count));
  }
}
