import { grown } from '../../records/columns/byte-keys.js';

/**
 * What releases did and left in pay periods, deal by deal, column by column; arrays are used again for the next
 * payee. A row says what became payable of a deal in a period, what of it is held at its end, and the cash that had
 * come in by then.
 *
 * @example
 * rows.add(period, deal, 12_00, 0, 100_00);
 */
export class ReleasedRows {
  count = 0;
  /** The place of the period among those of the payee. */
  period = new Int32Array(256);
  deal = new Int32Array(256);
  /** What became payable in the period, 0 for nothing; minor units, as the others. */
  payable = new Float64Array(256);
  held = new Float64Array(256);
  cash = new Float64Array(256);

  clear(): void {
    this.count = 0;
  }

  add(period: number, deal: number, payable: number, held: number, cash: number): void {
    const place = this.count;
    if (place === this.period.length) this.#makeRoom(place + 1);
    this.period[place] = period;
    this.deal[place] = deal;
    this.payable[place] = payable;
    this.held[place] = held;
    this.cash[place] = cash;
    this.count = place + 1;
  }

  #makeRoom(least: number): void {
    this.period = grown(this.period, Int32Array, least);
    const room = this.period.length;
    this.deal = grown(this.deal, Int32Array, room);
    this.payable = grown(this.payable, Float64Array, room);
    this.held = grown(this.held, Float64Array, room);
    this.cash = grown(this.cash, Float64Array, room);
  }
}
