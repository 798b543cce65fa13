/**
 * Lets many wait for the next time that something happens, each no longer than it wants to.
 *
 * @example
 * const bell = new Bell();
 * await bell.heard(1000, signal); // when bell.ring() is called, after a second, or when the signal ends
 */
export class Bell {
  readonly #waiting = new Set<() => void>();

  /** Wakes all who wait now. */
  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Is kept when the bell rings, when the time is over, or when the signal ends. */
  heard(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener('abort', wake, { once: true });
      this.#waiting.add(wake);
    });
  }
}
