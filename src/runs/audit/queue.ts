/**
 * Values that come in batches, taken one after the other.
 *
 * @example
 * const queue = new Queue(readParts(trx));
 * await queue.take(2);
 */
export class Queue<T> {
  readonly #batches: AsyncIterator<readonly T[]>;
  #values: readonly T[] = [];
  #at = 0;

  constructor(batches: AsyncIterable<readonly T[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** The next value, which stays the next; `undefined` when there is none. */
  async peek(): Promise<T | undefined> {
    while (this.#at === this.#values.length) if (!(await this.#fetch())) return undefined;
    return this.#values[this.#at];
  }

  /** The next values, fewer at the end. */
  async take(count: number): Promise<readonly T[]> {
    while (this.#values.length - this.#at < count) if (!(await this.#fetch())) break;
    const taken = this.#values.slice(this.#at, this.#at + count);
    this.#at += taken.length;
    return taken;
  }

  /** Puts values back to be the next again, in their order. */
  putBack(values: readonly T[]): void {
    this.#values = [...values, ...this.#values.slice(this.#at)];
    this.#at = 0;
  }

  /** Reads no more: what the values come from is let go of. */
  async end(): Promise<void> {
    await this.#batches.return?.();
  }

  async #fetch(): Promise<boolean> {
    const { done, value } = await this.#batches.next();
    if (done) return false;
    this.#values = this.#at === this.#values.length ? value : [...this.#values.slice(this.#at), ...value];
    this.#at = 0;
    return true;
  }
}
