import { grown } from '../records/columns/byte-keys.js';
import type { SharedRoom } from '../records/columns/shared-room.js';

/** The totals of statements, column by column; minor units. */
export interface StatementTotals {
  /** The places of the pay periods in the run. */
  readonly period: Int32Array;
  readonly earned: Float64Array;
  readonly payable: Float64Array;
  readonly held: Float64Array;
  readonly carriedIn: Float64Array;
  readonly carried: Float64Array;
  readonly paid: Float64Array;
}

/** What one statement comes to; minor units. */
type StatementRow = { readonly [Column in keyof StatementTotals]: number };

const LEAST = 64;

/**
 * The totals of some payees' statements as they are made, one after the other.
 *
 * @example
 * totals.add({ period: 3, earned: 12_000, payable: 12_000, held: 0, carriedIn: 0, carried: 0, paid: 12_000 });
 */
export class StatementColumns {
  count = 0;
  #period = new Int32Array(LEAST);
  #earned = new Float64Array(LEAST);
  #payable = new Float64Array(LEAST);
  #held = new Float64Array(LEAST);
  #carriedIn = new Float64Array(LEAST);
  #carried = new Float64Array(LEAST);
  #paid = new Float64Array(LEAST);

  clear(): void {
    this.count = 0;
  }

  add({ period, earned, payable, held, carriedIn, carried, paid }: StatementRow): void {
    const place = this.count;
    if (place === this.#period.length) this.#makeRoom(place + 1);
    this.#period[place] = period;
    this.#earned[place] = earned;
    this.#payable[place] = payable;
    this.#held[place] = held;
    this.#carriedIn[place] = carriedIn;
    this.#carried[place] = carried;
    this.#paid[place] = paid;
    this.count = place + 1;
  }

  /** A copy of the totals that there are: in memory that another thread shares, where some is given. */
  copy(room: SharedRoom | null): StatementTotals {
    const { count } = this;
    const float64 = (values: Float64Array) =>
      room === null ? values.slice(0, count) : room.float64(values.subarray(0, count));
    return {
      period: room === null ? this.#period.slice(0, count) : room.int32(this.#period.subarray(0, count)),
      earned: float64(this.#earned),
      payable: float64(this.#payable),
      held: float64(this.#held),
      carriedIn: float64(this.#carriedIn),
      carried: float64(this.#carried),
      paid: float64(this.#paid),
    };
  }

  #makeRoom(least: number): void {
    this.#period = grown(this.#period, Int32Array, least);
    const room = this.#period.length;
    this.#earned = grown(this.#earned, Float64Array, room);
    this.#payable = grown(this.#payable, Float64Array, room);
    this.#held = grown(this.#held, Float64Array, room);
    this.#carriedIn = grown(this.#carriedIn, Float64Array, room);
    this.#carried = grown(this.#carried, Float64Array, room);
    this.#paid = grown(this.#paid, Float64Array, room);
  }
}
