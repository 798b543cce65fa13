import { grown } from '../../records/columns/byte-keys.js';

const ZERO = 48;
const MINUS = 45;
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
    for (let place = length + digits - 1; place >= length; place -= 1) {
      const digit = rest % 10;
      this.#bytes[place] = ZERO + digit;
      rest = (rest - digit) / 10;
    }
    this.#length = length + digits;
  }

  /** Writes a day given as YYYYMMDD as a date. */
  addDay(day: number): void {
    this.#addDigits(Math.trunc(day / 10_000), 4, MINUS);
    this.#addDigits(Math.trunc(day / 100) % 100, 2, MINUS);
    this.#addDigits(day % 100, 2, 0);
  }

  #addDigits(value: number, digits: number, after: number): void {
    this.#makeRoom(digits + 1);
    let rest = value;
    for (let place = this.#length + digits - 1; place >= this.#length; place -= 1) {
      this.#bytes[place] = ZERO + (rest % 10);
      rest = Math.trunc(rest / 10);
    }
    this.#length += digits;
    if (after === 0) return;
    this.#bytes[this.#length] = after;
    this.#length += 1;
  }

  #makeRoom(more: number): void {
    const least = this.#length + more;
    if (least > this.#bytes.length) this.#bytes = grown(this.#bytes, Uint8Array, least);
  }
}
