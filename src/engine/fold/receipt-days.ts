import type { ColumnBatch, NumberColumn, TextColumn } from '../../records/columns/column-batch.js';
import { compareBytes } from '../../records/columns/compare-bytes.js';

const NO_TEXT: TextColumn = {
  bytes: new Uint8Array(0),
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
};

/**
 * Tells on which days the cash of applications came in. Receipts and applications both come in the order of
 * the receipt's id, so that each is looked at once.
 *
 * @example
 * const days = new ReceiptDays(receipts);
 * for await (const batch of applications) cash.addApplications(batch, await days.of(batch));
 */
export class ReceiptDays {
  readonly #receipts: AsyncIterator<ColumnBatch>;
  #ids = NO_TEXT;
  #days: NumberColumn = new Float64Array(0);
  #count = 0;
  #row = 0;

  constructor(receipts: AsyncIterable<ColumnBatch>) {
    this.#receipts = receipts[Symbol.asyncIterator]();
  }

  /** The day of each application's receipt as a number; 0 where there is no such receipt. */
  async of(applications: ColumnBatch): Promise<Int32Array> {
    const days = new Int32Array(applications.count);
    const { bytes, starts, ends } = applications.text('receipt');
    for (let row = 0; row < applications.count; ) {
      if (this.#row === this.#count && !(await this.#next())) break;
      const order = this.#compare(bytes, starts[row] ?? 0, ends[row] ?? 0);
      if (order < 0) this.#row += 1;
      else {
        if (order === 0) days[row] = this.#days[this.#row] ?? 0;
        row += 1;
      }
    }
    return days;
  }

  async #next(): Promise<boolean> {
    const { done, value } = await this.#receipts.next();
    if (done === true) return false;
    this.#ids = value.text('id');
    this.#days = value.numbers('date');
    this.#count = value.count;
    this.#row = 0;
    return true;
  }

  /** The receipt that is looked at against a text, in the order of bytes. */
  #compare(bytes: Uint8Array, from: number, to: number): number {
    const { bytes: ids, starts, ends } = this.#ids;
    return compareBytes(ids, starts[this.#row] ?? 0, ends[this.#row] ?? 0, bytes, from, to);
  }
}
