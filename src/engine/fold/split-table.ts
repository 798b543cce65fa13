import { ByteKeys, grown } from '../../records/columns/byte-keys.js';
import type { ColumnBatch, ColumnRequest } from '../../records/columns/column-batch.js';
import { SHARE_PLACES } from '../../records/field.js';

/** The day after every other, as a number. */
const NEVER = 99_999_999;

/** The columns of a split that folding looks at. */
export const SPLIT_COLUMNS: readonly ColumnRequest[] = [
  { name: 'deal', type: 'text' },
  { name: 'payee', type: 'text' },
  { name: 'role', type: 'text' },
  { name: 'share', type: { places: SHARE_PLACES } },
  { name: 'from', type: 'date', isSparse: true },
  { name: 'to', type: 'date', isSparse: true },
];

/** The splits of all payees, payee by payee, and of each in the order of deals. */
export interface SplitsByPayee {
  /** Those of a payee's number lie from `starts[number]` up to `starts[number + 1]`. */
  readonly starts: Int32Array;
  readonly deal: Int32Array;
  readonly role: Uint16Array;
  /** In units of 10^-8. */
  readonly share: Float64Array;
  /** The first day of each, and the first day after it; `null` where all hold for ever. */
  readonly from: Int32Array | null;
  readonly to: Int32Array | null;
  readonly roles: ByteKeys;
  /** The most decimal places that any share has: what the exact figures of all credits are scaled by. */
  readonly sharePlaces: number;
  /** The deals of which anybody holds a share, by number: 1 where somebody does. */
  readonly held: Uint8Array;
}

/**
 * Takes splits in the order of their keys, which is that of deals, and hands them out by payee.
 *
 * @example
 * const splits = new SplitTable(deals.keys, payees);
 * for await (const batch of readColumns(trx, { kind: 'split', columns: SPLIT_COLUMNS })) splits.add(batch);
 * splits.byPayee().starts[1] // how many splits the first payee has
 */
export class SplitTable {
  readonly #roles = new ByteKeys();
  #sharePlaces = 0;
  /** What all shares are multiples of. */
  #shareUnit = 10 ** SHARE_PLACES;
  #count = 0;
  #at = 0;
  #deal = new Int32Array(0);
  #payee = new Int32Array(0);
  #role = new Uint16Array(0);
  #share = new Float64Array(0);
  #from = new Int32Array(0);
  #to = new Int32Array(0);
  readonly #held: Uint8Array;

  constructor(
    readonly deals: ByteKeys,
    readonly payees: ByteKeys,
  ) {
    this.#held = new Uint8Array(deals.count);
  }

  /** Makes room for so many splits. */
  reserve(count: number): void {
    this.#makeRoom(count);
  }

  add(batch: ColumnBatch): void {
    const first = this.#count;
    this.#makeRoom(first + batch.count);
    this.#count = first + batch.count;
    const [deals, payees, roles] = [batch.text('deal'), batch.text('payee'), batch.text('role')];
    const [shares, from, to] = [batch.numbers('share'), batch.numbers('from'), batch.numbers('to')];
    let lastShare = 0;
    for (let row = 0; row < batch.count; row += 1) {
      const split = first + row;
      const [start, end] = [deals.starts[row] ?? 0, deals.ends[row] ?? 0];
      const isKnown = this.#goTo(deals.bytes, start, end);
      if (isKnown) this.#held[this.#at] = 1;
      this.#deal[split] = this.#at;
      const payee = this.payees.find(payees.bytes, payees.starts[row] ?? 0, payees.ends[row] ?? 0);
      this.#payee[split] = isKnown ? payee : -1;
      this.#role[split] = this.#roles.intern(roles.bytes, roles.starts[row] ?? 0, roles.ends[row] ?? 0);
      const share = shares[row] ?? 0;
      this.#share[split] = share;
      if (share !== lastShare) this.#widen(share);
      lastShare = share;
      const [begins, ends] = [from[row] ?? Number.NaN, to[row] ?? Number.NaN];
      if (!Number.isNaN(begins) || !Number.isNaN(ends)) this.#date(split, begins, ends);
    }
  }

  /** Sorts the splits by payee; of each payee they stay in the order of deals. */
  byPayee(): SplitsByPayee {
    const starts = this.#counted();
    const next = starts.slice();
    const deal = new Int32Array(this.#count);
    const role = new Uint16Array(this.#count);
    const share = new Float64Array(this.#count);
    const dated = this.#from.length > 0;
    const [from, to] = dated ? [new Int32Array(this.#count), new Int32Array(this.#count)] : [null, null];
    for (let split = 0; split < this.#count; split += 1) {
      const payee = this.#payee[split] ?? -1;
      if (payee < 0) continue;
      const place = next[payee] ?? 0;
      next[payee] = place + 1;
      deal[place] = this.#deal[split] ?? 0;
      role[place] = this.#role[split] ?? 0;
      share[place] = this.#share[split] ?? 0;
      if (from !== null) from[place] = this.#from[split] ?? 0;
      if (to !== null) to[place] = this.#to[split] ?? NEVER;
    }
    const [roles, sharePlaces, held] = [this.#roles, this.#sharePlaces, this.#held];
    return { starts, deal, role, share, from, to, roles, sharePlaces, held };
  }

  /** Most companies have no dated splits, and no memory for dates. */
  #date(split: number, begins: number, ends: number): void {
    if (this.#from.length < this.#deal.length) {
      const from = new Int32Array(this.#deal.length);
      const to = new Int32Array(this.#deal.length).fill(NEVER);
      from.set(this.#from);
      to.set(this.#to);
      [this.#from, this.#to] = [from, to];
    }
    this.#from[split] = Number.isNaN(begins) ? 0 : begins;
    this.#to[split] = Number.isNaN(ends) ? NEVER : ends;
  }

  #counted(): Int32Array {
    const starts = new Int32Array(this.payees.count + 1);
    for (let split = 0; split < this.#count; split += 1) {
      const payee = this.#payee[split] ?? -1;
      if (payee >= 0) starts[payee + 1] = (starts[payee + 1] ?? 0) + 1;
    }
    for (let payee = 1; payee < starts.length; payee += 1) {
      starts[payee] = (starts[payee] ?? 0) + (starts[payee - 1] ?? 0);
    }
    return starts;
  }

  #widen(share: number): void {
    while (this.#sharePlaces < SHARE_PLACES && share % this.#shareUnit !== 0) {
      this.#sharePlaces += 1;
      this.#shareUnit /= 10;
    }
  }

  /** Goes on to a deal, which mostly is the one of the split before or the next; tells whether there is such a deal. */
  #goTo(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#isAt(this.#at, bytes, from, to)) return true;
    if (this.#isAt(this.#at + 1, bytes, from, to)) {
      this.#at += 1;
      return true;
    }
    this.#at = this.deals.firstFrom(this.#at, bytes, from, to);
    return this.#isAt(this.#at, bytes, from, to);
  }

  #isAt(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    return number < this.deals.count && this.deals.isAt(number, bytes, from, to);
  }

  #makeRoom(count: number): void {
    if (count <= this.#deal.length) return;
    this.#deal = grown(this.#deal, Int32Array, count);
    const room = this.#deal.length;
    this.#payee = grown(this.#payee, Int32Array, room);
    this.#role = grown(this.#role, Uint16Array, room);
    this.#share = grown(this.#share, Float64Array, room);
  }
}
