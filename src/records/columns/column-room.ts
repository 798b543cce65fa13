/**
 * Room for the values of a column that is read batch by batch, used again for each: what is made anew for every batch
 * has the collector of garbage go through all that is in memory again and again.
 *
 * @example
 * const room = new ColumnRoom();
 * parseNumbers(bytes, 4_000, 'integer', room);
 */
export class ColumnRoom {
  #starts = new Uint32Array(0);
  #ends = new Uint32Array(0);
  #numbers = new Float64Array(0);

  /** Where so many texts begin; what is there is of a batch before. */
  starts(count: number): Uint32Array {
    if (count > this.#starts.length) this.#starts = new Uint32Array(withSpare(count));
    return this.#starts.subarray(0, count);
  }

  /** Where so many texts end. */
  ends(count: number): Uint32Array {
    if (count > this.#ends.length) this.#ends = new Uint32Array(withSpare(count));
    return this.#ends.subarray(0, count);
  }

  /** So many numbers. */
  numbers(count: number): Float64Array {
    if (count > this.#numbers.length) this.#numbers = new Float64Array(withSpare(count));
    return this.#numbers.subarray(0, count);
  }
}

/** Batches are of about one size: the next may have a few more rows. */
function withSpare(count: number): number {
  return count + (count >> 3);
}
