import { grown } from '../../records/columns/byte-keys.js';

const ZERO = 48;
const MINUS = 45;
const BILLION = 1_000_000_000;
const MOST_AT_ONCE = 0x7fffffff;
const encoder = new TextEncoder();

/**
 * Text in UTF-8 that is written piece by piece into one buffer, which is used again and again: what a payee's
 * result is made from, to be hashed.
 *
 * @example
 * const text = new InputText();
 * text.add('D-1|');
 * text.addNumber(-120);
 * text.bytes // 'D-1|-120'
 */
export class InputText {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  /** All that was written since it was cleared; valid until more is written. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  add(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from);
    let length = this.#length;
    for (let place = from; place < to; place += 1) {
      this.#bytes[length] = bytes[place] ?? 0;
      length += 1;
    }
    this.#length = length;
  }

  /** Writes a whole number in decimal digits. */
  addNumber(value: number): void {
    this.#makeRoom(20);
    let rest = value < 0 ? -value : value;
    let length = this.#length;
    if (value < 0) {
      this.#bytes[length] = MINUS;
      length += 1;
    }
    let digits = 1;
    for (let ten = 10; ten <= rest; ten *= 10) digits += 1;
    this.#length = length + digits;
    let end = this.#length;
    for (; rest > MOST_AT_ONCE; end -= 9) {
      const high = Math.floor(rest / BILLION);
      this.#write(rest - high * BILLION, end - 9, end);
      rest = high;
    }
    this.#write(rest, length, end);
  }

  /** Writes a day given as YYYYMMDD as a date. */
  addDay(day: number): void {
    this.#makeRoom(10);
    const start = this.#length;
    this.#write((day / 10_000) | 0, start, start + 4);
    this.#bytes[start + 4] = MINUS;
    this.#write(((day / 100) | 0) % 100, start + 5, start + 7);
    this.#bytes[start + 7] = MINUS;
    this.#write((day | 0) % 100, start + 8, start + 10);
    this.#length = start + 10;
  }

  /** Writes the digits of a number into `[from, to)`. What has 31 bits is divided without going through a double. */
  #write(value: number, from: number, to: number): void {
    let rest = value | 0;
    for (let place = to - 1; place >= from; place -= 1) {
      const tenth = (rest / 10) | 0;
      this.#bytes[place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
  }

  #makeRoom(more: number): void {
    const least = this.#length + more;
    if (least > this.#bytes.length) this.#bytes = grown(this.#bytes, Uint8Array, least);
  }
}
