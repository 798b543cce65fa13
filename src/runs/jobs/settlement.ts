/** What has become of the work: both threads see it change at once. */
const [OPEN, SETTLED, CALLED_OFF] = [0, 1, 2];

/**
 * Of work in another thread, which can be called off until it is settled. Whichever comes first keeps the other from it,
 * so that what was called off was not done, and what was done was not called off.
 *
 * @example
 * const settlement = new Settlement();
 * worker.postMessage({ task, settlement: settlement.shared });
 * if (settlement.callOff()) await worker.terminate();
 */
export class Settlement {
  readonly #state: Int32Array;

  /** @param shared what both threads see it by: that of the other one, or its own when left out */
  constructor(readonly shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#state = new Int32Array(shared);
  }

  /**
   * Says that the work is about to be kept, from when on it goes to its end. Throws where it was called off before.
   * What it gives opens the work again, which then can be called off as before.
   */
  settle(): () => void {
    if (Atomics.compareExchange(this.#state, 0, OPEN, SETTLED) === CALLED_OFF) {
      throw new Error('The work was called off.');
    }
    return () => void Atomics.compareExchange(this.#state, 0, SETTLED, OPEN);
  }

  /** Calls the work off, for good; `false` where it is settled. */
  callOff(): boolean {
    return Atomics.compareExchange(this.#state, 0, OPEN, CALLED_OFF) !== SETTLED;
  }
}
