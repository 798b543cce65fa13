import { numberedId } from '../../../src/sample/numbered.js';

/**
 * Which receipt is for which deal. Receipts are numbered in an order that has nothing to do with that of the
 * deals: the n-th is the one at n times a stride through all of them, as a step that shares no divisor with
 * their count meets each once.
 *
 * @example
 * new ReceiptOrder(3, () => 2).at(0); // { id: 'R-00000001', deal: 0, place: 0 }
 */
export class ReceiptOrder {
  readonly count: number;
  readonly #deals: Uint32Array;
  readonly #counts: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #stride: number;

  constructor(deals: number, countOf: (deal: number) => number) {
    this.#counts = Uint8Array.from({ length: deals }, (_, deal) => countOf(deal));
    this.#starts = new Uint32Array(deals);
    let count = 0;
    for (let deal = 0; deal < deals; deal += 1) {
      this.#starts[deal] = count;
      count += this.countOf(deal);
    }
    this.count = count;
    this.#deals = new Uint32Array(count);
    for (let deal = 0; deal < deals; deal += 1) {
      const start = this.#starts[deal] ?? 0;
      this.#deals.fill(deal, start, start + this.countOf(deal));
    }
    this.#stride = strideThrough(count);
  }

  countOf(deal: number): number {
    return this.#counts[deal] ?? 0;
  }

  /** The n-th receipt in order of id: of which deal it is, and the how many-th of that deal. */
  at(number: number): { readonly id: string; readonly deal: number; readonly place: number } {
    const position = (number * this.#stride) % this.count;
    const deal = this.#deals[position] ?? 0;
    return { id: numberedId('R', number, 8), deal, place: position - (this.#starts[deal] ?? 0) };
  }
}

/** Near the golden section, so that neighbours come to lie far apart. */
function strideThrough(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisorOf(stride, count) !== 1) stride += 1;
  return stride;
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}
