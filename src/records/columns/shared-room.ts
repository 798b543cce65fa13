const LEAST_BYTES = 1 << 16;
/** Numbers of eight bytes begin at a multiple of eight. */
const ALIGNED = 8;

/**
 * Memory that is filled again and again, and that another thread shares: what lies in it is sent without being copied,
 * and no memory is asked for where there is enough from the time before.
 *
 * @example
 * room.clear();
 * const sent = room.float64(amounts.subarray(0, count));
 */
export class SharedRoom {
  #memory = new SharedArrayBuffer(LEAST_BYTES);
  #end = 0;

  /** Makes all of it free: nobody may look any more at what was put there. */
  clear(): void {
    this.#end = 0;
  }

  /** Puts bytes there. */
  bytes(values: Uint8Array): Uint8Array {
    const at = this.#take(values.byteLength);
    const put = new Uint8Array(this.#memory, at, values.length);
    put.set(values);
    return put;
  }

  /** Puts numbers there, as all that follow. */
  int32(values: Int32Array): Int32Array {
    const at = this.#take(values.byteLength);
    const put = new Int32Array(this.#memory, at, values.length);
    put.set(values);
    return put;
  }

  uint32(values: Uint32Array): Uint32Array {
    const at = this.#take(values.byteLength);
    const put = new Uint32Array(this.#memory, at, values.length);
    put.set(values);
    return put;
  }

  float64(values: Float64Array): Float64Array {
    const at = this.#take(values.byteLength);
    const put = new Float64Array(this.#memory, at, values.length);
    put.set(values);
    return put;
  }

  /** Where so many bytes are free. What was put into smaller memory stays there. */
  #take(length: number): number {
    const at = Math.ceil(this.#end / ALIGNED) * ALIGNED;
    if (at + length <= this.#memory.byteLength) {
      this.#end = at + length;
      return at;
    }
    this.#memory = new SharedArrayBuffer(Math.max(this.#memory.byteLength * 2, length));
    this.#end = length;
    return 0;
  }
}
