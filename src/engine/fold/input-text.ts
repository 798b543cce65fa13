import { grown } from '../../records/columns/byte-keys.js';

const ZERO = 48;
const MINUS = 45;
const POINT = 46;
const QUOTE = 34;
const BACKSLASH = 92;
const BLANK = 32;
const BILLION = 1_000_000_000;
const MOST_AT_ONCE = 0x7fffffff;
const encoder = new TextEncoder();

/**
 * Text in UTF-8 that is written piece by piece into one buffer, which is used again and again: what a payee's
 * result is made from, to be hashed, or what statements say, to be stored.
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

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Writes bytes that are many, or the same again and again. */
  addAll(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  add(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from);
    // In a loop, what is of the object would be looked up for every byte.
    const target = this.#bytes;
    let length = this.#length;
    for (let place = from; place < to; place += 1) {
      target[length] = bytes[place] ?? 0;
      length += 1;
    }
    this.#length = length;
  }

  /** Writes text as it stands between the quotes of a text in JSON. */
  addJson(bytes: Uint8Array, from: number, to: number): void {
    for (let place = from; place < to; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte !== QUOTE && byte !== BACKSLASH && byte >= BLANK) continue;
      const text = Buffer.from(bytes.subarray(from, to)).toString();
      this.add(JSON.stringify(text).slice(1, -1));
      return;
    }
    this.addBytes(bytes, from, to);
  }

  /**
   * Writes minor units as a decimal amount, as `formatMinorUnits` does.
   *
   * @param digits the decimals of the currency
   */
  addMinor(minor: number, digits: number): void {
    this.#makeRoom(20);
    if (minor < 0) this.#addByte(MINUS);
    const magnitude = minor < 0 ? -minor : minor;
    const unit = 10 ** digits;
    const whole = Math.floor(magnitude / unit);
    this.addNumber(whole);
    if (digits === 0) return;
    this.#makeRoom(digits + 1);
    this.#addByte(POINT);
    this.#length += digits;
    this.#write(magnitude - whole * unit, this.#length - digits, this.#length);
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

  #addByte(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** Writes the digits of a number into `[from, to)`. What has 31 bits is divided without going through a double. */
  #write(value: number, from: number, to: number): void {
    const target = this.#bytes;
    let rest = value | 0;
    for (let place = to - 1; place >= from; place -= 1) {
      const tenth = (rest / 10) | 0;
      target[place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
  }

  #makeRoom(more: number): void {
    const least = this.#length + more;
    if (least > this.#bytes.length) this.#bytes = grown(this.#bytes, Uint8Array, least);
  }
}
