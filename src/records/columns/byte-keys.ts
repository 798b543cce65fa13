import type { TextColumn } from './column-batch.js';
import { compareBytes } from './compare-bytes.js';

/** All that texts and their numbers are kept in. Another thread to which it is sent shares it. */
export interface KeyParts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly slots: Int32Array;
  readonly count: number;
}

const NONE = -1;
/** What there is room for at first: little, as there are many of few texts, and it doubles where there are more. */
const LEAST_TEXTS = 256;
const LEAST_BYTES = 1 << 12;
const LEAST_SLOTS = 512;

/**
 * Numbers texts from 0 in the order in which they come, looking at their bytes only: millions of ids without a
 * string for each.
 *
 * @example
 * const keys = new ByteKeys();
 * keys.intern(bytes, 0, 4); // 0 for the first text, and again for the same bytes
 * keys.text(0) // 'D-17'
 */
export class ByteKeys {
  #bytes: Uint8Array = new Uint8Array(LEAST_BYTES);
  #buffer: Buffer = bufferOver(this.#bytes);
  #starts: Uint32Array = new Uint32Array(LEAST_TEXTS);
  /** Two numbers a slot, so that they lie together: that of a text, and the hash of the text. */
  #slots: Int32Array = new Int32Array(LEAST_SLOTS * 2).fill(NONE);
  #count = 0;

  /** The same texts with the same numbers, of which another thread was given the parts. */
  static of({ bytes, starts, slots, count }: KeyParts): ByteKeys {
    const keys = new ByteKeys();
    keys.#bytes = bytes;
    keys.#buffer = bufferOver(bytes);
    keys.#starts = starts;
    keys.#slots = slots;
    keys.#count = count;
    return keys;
  }

  /** What it takes to have the same in another thread. */
  get parts(): KeyParts {
    return { bytes: this.#bytes, starts: this.#starts, slots: this.#slots, count: this.#count };
  }

  /** How many different texts there are. */
  get count(): number {
    return this.#count;
  }

  /** All texts, one after the other: that of a number lies from `starts[number]` up to `starts[number + 1]`. */
  get packed(): { readonly bytes: Uint8Array; readonly starts: Uint32Array } {
    return { bytes: this.#bytes, starts: this.#starts };
  }

  /** Makes room for so many texts in all, and so many bytes of them, so that none is made piece by piece. */
  reserve(count: number, bytes: number): void {
    if (bytes > this.#bytes.length) {
      this.#bytes = grownShared(this.#bytes, Uint8Array, bytes);
      this.#buffer = bufferOver(this.#bytes);
    }
    if (count + 2 > this.#starts.length) this.#starts = grownShared(this.#starts, Uint32Array, count + 2);
    if (count * 4 > this.#slots.length) this.#spread(count);
  }

  /** The number of the text in `[from, to)`; a new one where it was not known. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const slot = this.#slotOf(hash, bytes, from, to);
    const known = this.#slots[slot] ?? NONE;
    return known === NONE ? this.#add(bytes, from, to, slot, hash) : known;
  }

  /** The number of the text in `[from, to)`, and -1 where it is not known. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.#slots[this.#slotOf(hashOf(bytes, from, to), bytes, from, to)] ?? NONE;
  }

  /**
   * The first number, from one on, whose text does not come before `[from, to)`: where texts were numbered in
   * the order of their bytes, and are looked for in that order.
   */
  firstFrom(number: number, bytes: Uint8Array, from: number, to: number): number {
    let at = number;
    while (at < this.#count && this.compare(at, bytes, from, to) < 0) at += 1;
    return at;
  }

  /** The text of a number. */
  text(number: number): string {
    return this.#buffer.toString('utf8', this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0);
  }

  /** Whether `[from, to)` is the text of a number. */
  isAt(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes;
    const start = this.#starts[number] ?? 0;
    const length = to - from;
    if ((this.#starts[number + 1] ?? 0) - start !== length) return false;
    // From the end, where keys that are alike mostly differ.
    for (let place = length - 1; place >= 0; place -= 1) {
      if (own[start + place] !== bytes[from + place]) return false;
    }
    return true;
  }

  /** The text of a number against `[from, to)`, in the order of bytes: negative where it comes before. */
  compare(number: number, bytes: Uint8Array, from: number, to: number): number {
    return compareBytes(
      this.#bytes,
      this.#starts[number] ?? 0,
      this.#starts[number + 1] ?? 0,
      bytes,
      from,
      to,
    );
  }

  /** The slot that holds the text, or the free one where it belongs. */
  /**
   * The numbers of many keys, as {@link find} gives them. Each look into the slots waits for memory; those of many keys
   * wait together, which takes a fraction of the time.
   */
  findAll({ bytes, starts, ends }: TextColumn): Int32Array {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hashes = new Int32Array(starts.length);
    const numbers = new Int32Array(starts.length);
    for (let row = 0; row < starts.length; row += 1)
      hashes[row] = hashOf(bytes, starts[row] ?? 0, ends[row] ?? 0);
    for (let row = 0; row < starts.length; row += 1)
      numbers[row] = slots[((hashes[row] ?? 0) * 2) & mask] ?? NONE;
    for (let row = 0; row < starts.length; row += 1) {
      // An empty slot says already that there is no such key.
      if (numbers[row] === NONE) continue;
      const [hash, from, to] = [hashes[row] ?? 0, starts[row] ?? 0, ends[row] ?? 0];
      numbers[row] = slots[this.#slotOf(hash, bytes, from, to)] ?? NONE;
    }
    return numbers;
  }

  #slotOf(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash * 2) & mask;
    for (;;) {
      const known = this.#slots[slot] ?? NONE;
      if (known === NONE) return slot;
      if (this.#slots[slot + 1] === hash && this.isAt(known, bytes, from, to)) return slot;
      slot = (slot + 2) & mask;
    }
  }

  #add(bytes: Uint8Array, from: number, to: number, slot: number, hash: number): number {
    const number = this.#count;
    const start = this.#starts[number] ?? 0;
    const end = start + to - from;
    if (end > this.#bytes.length) {
      this.#bytes = grownShared(this.#bytes, Uint8Array, end);
      this.#buffer = bufferOver(this.#bytes);
    }
    if (number + 2 > this.#starts.length) this.#starts = grownShared(this.#starts, Uint32Array, number + 2);
    for (let place = from; place < to; place += 1) this.#bytes[start + place - from] = bytes[place] ?? 0;
    this.#starts[number + 1] = end;
    this.#slots[slot] = number;
    this.#slots[slot + 1] = hash;
    this.#count = number + 1;
    if (this.#count * 4 > this.#slots.length) this.#spread(this.#count * 2);
    return number;
  }

  #spread(count: number): void {
    const before = this.#slots;
    let room = before.length;
    while (room < count * 4) room *= 2;
    this.#slots = new Int32Array(new SharedArrayBuffer(room * Int32Array.BYTES_PER_ELEMENT)).fill(NONE);
    const mask = this.#slots.length - 1;
    for (let old = 0; old < before.length; old += 2) {
      const number = before[old] ?? NONE;
      if (number === NONE) continue;
      const hash = before[old + 1] ?? 0;
      let slot = (hash * 2) & mask;
      while (this.#slots[slot] !== NONE) slot = (slot + 2) & mask;
      this.#slots[slot] = number;
      this.#slots[slot + 1] = hash;
    }
  }
}

/** FNV-1a, with its bits spread once more, as ids differ in their last bytes only. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let place = from; place < to; place += 1) hash = Math.imul(hash ^ (bytes[place] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 1;
}

function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

interface Sharing<Values> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): Values;
}

/**
 * As {@link grown}, in memory that other threads can share.
 *
 * @example
 * grownShared(new Int32Array(4), Int32Array, 5).buffer // a SharedArrayBuffer
 */
export function grownShared<
  Values extends { readonly length: number; set: (from: ArrayLike<number>) => void } & ArrayLike<number>,
>(values: Values, Kind: Sharing<Values>, least: number): Values {
  const room = Math.max(values.length * 2, least);
  const larger = new Kind(new SharedArrayBuffer(room * Kind.BYTES_PER_ELEMENT));
  larger.set(values);
  return larger;
}

interface Growing<Values> {
  new (length: number): Values;
}

/**
 * A copy of typed values with room for more, at least twice as many.
 *
 * @example
 * grown(new Float64Array(4), Float64Array, 5).length // 8
 */
export function grown<
  Values extends { readonly length: number; set: (from: ArrayLike<number>) => void } & ArrayLike<number>,
>(values: Values, Kind: Growing<Values>, least: number): Values {
  const larger = new Kind(Math.max(values.length * 2, least));
  larger.set(values);
  return larger;
}
