import { grown } from '../../records/columns/byte-keys.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { SharedRoom } from '../../records/columns/shared-room.js';

/** Which lines are of a credit: those with a deal. */
interface LinesOfDeals {
  readonly count: number;
  readonly deal: Int32Array;
}

/**
 * A text of each line, one after the other. They were brought together for the credits already, and so need not be
 * looked for again among millions.
 *
 * @example
 * texts.take(lines, first, entries.ids);
 */
export class LineTexts {
  #bytes = new Uint8Array(1 << 14);
  #starts = new Uint32Array(1025);

  /**
   * Takes the texts of the lines from a place on, given as those of the credits in order; the lines before have theirs. A line without a deal has an empty text,
   * and so has any where there are none.
   */
  take({ count, deal }: LinesOfDeals, first: number, texts: PackedTexts | null): void {
    if (count >= this.#starts.length) this.#starts = grown(this.#starts, Uint32Array, count + 1);
    const starts = this.#starts;
    const begin = starts[first] ?? 0;
    if (texts === null) {
      starts.fill(begin, first + 1, count + 1);
      return;
    }
    let credit = 0;
    for (let line = first; line < count; line += 1) {
      if ((deal[line] ?? -1) >= 0) credit += 1;
      starts[line + 1] = begin + (texts.starts[credit] ?? 0);
    }
    const end = starts[count] ?? 0;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, Uint8Array, end);
    this.#bytes.set(texts.bytes.subarray(0, end - begin), begin);
  }

  /** Copies the texts of so many lines. */
  copyTo(room: SharedRoom, count: number): PackedTexts {
    return {
      bytes: room.bytes(this.#bytes.subarray(0, this.#starts[count] ?? 0)),
      starts: room.uint32(this.#starts.subarray(0, count + 1)),
    };
  }
}
