import { grown } from './byte-keys.js';
import type { PackedTexts } from './packed-texts.js';

/**
 * Texts that lie here and there among many, brought together in the order in which they are needed. Each look at such
 * a text waits for memory; looks that do not depend on each other wait together, which takes a fraction of the time.
 * The room is used again for the next texts.
 *
 * @example
 * const gathered = new GatheredTexts();
 * gathered.gather(keys.packed, Int32Array.of(7, 3));
 * gathered.starts[1] // where the text of 3 begins in gathered.bytes
 */
export class GatheredTexts implements PackedTexts {
  bytes = Buffer.alloc(1 << 14);
  starts = new Uint32Array(513);
  /** Means nothing; what was looked at has to be used for something, or it would not be looked at. */
  touched = 0;
  #from = new Uint32Array(512);

  /** Takes the texts of some numbers in the place of those before; that of a number below 0 is empty. */
  gather(texts: PackedTexts, numbers: Int32Array): void {
    const length = this.#locate(texts, numbers);
    if (length > this.bytes.length) this.bytes = Buffer.alloc(length * 2);
    this.#touch(texts, numbers.length);
    const [source, from, target, starts] = [texts.bytes, this.#from, this.bytes, this.starts];
    for (let place = 0; place < numbers.length; place += 1) {
      const stop = starts[place + 1] ?? 0;
      let byte = from[place] ?? 0;
      for (let at = starts[place] ?? 0; at < stop; at += 1) {
        target[at] = source[byte] ?? 0;
        byte += 1;
      }
    }
  }

  /** Looks at each text once, so that all are on their way from memory before the first is copied. */
  #touch({ bytes }: PackedTexts, count: number): void {
    const from = this.#from;
    let sum = 0;
    for (let place = 0; place < count; place += 1) sum = (sum + (bytes[from[place] ?? 0] ?? 0)) | 0;
    this.touched = sum;
  }

  /** Finds where texts lie and are to lie, and tells how many bytes they take. */
  #locate({ starts: given }: PackedTexts, numbers: Int32Array): number {
    const count = numbers.length;
    if (count > this.#from.length) {
      this.#from = grown(this.#from, Uint32Array, count);
      this.starts = new Uint32Array(this.#from.length + 1);
    }
    const [from, starts] = [this.#from, this.starts];
    let length = 0;
    for (let place = 0; place < count; place += 1) {
      const number = numbers[place] ?? -1;
      const start = number < 0 ? 0 : (given[number] ?? 0);
      from[place] = start;
      length += number < 0 ? 0 : (given[number + 1] ?? 0) - start;
      starts[place + 1] = length;
    }
    return length;
  }
}
