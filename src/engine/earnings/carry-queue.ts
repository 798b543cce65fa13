import type { LimitedWindow, PlacedLine } from './limited-window.js';

/** What was above a cap and waits for a later span: where it was earned, and on which deal. */
export interface CarriedExcess {
  readonly window: LimitedWindow;
  /** `null` where it belongs to no deal, and where the deals of the window share their total. */
  readonly deal: string | null;
  readonly amount: bigint;
}

/** A part of what waits that is earned now, and what of it can wait no longer. */
export interface TakenExcess extends CarriedExcess {
  readonly taken: bigint;
  readonly lost: bigint;
}

/**
 * What is above a cap, in the order in which it was earned: what came first is earned first. What takes something
 * back lessens what came last.
 *
 * @example
 * const queue = new CarryQueue();
 * queue.put(placed, 50_00n);
 * queue.take(20_00n, true) // [{ …, taken: 20_00n, lost: 0n }]
 */
export class CarryQueue {
  #waiting: CarriedExcess[] = [];

  /** All that waits, in minor units. */
  get total(): bigint {
    return this.#waiting.reduce((sum, { amount }) => sum + amount, 0n);
  }

  /** Adds what a line has above the cap; less than zero lessens what waits. */
  put({ window, line }: PlacedLine, excess: bigint): void {
    const deal = window.outcome.weights === null ? line.deal : null;
    if (excess > 0n) this.#waiting.push({ window, deal, amount: excess });
    else this.#lessen(-excess);
  }

  /**
   * What is earned of it now, by window and deal.
   *
   * @param room how much of it is earned
   * @param goesOn whether the rest may wait longer; otherwise it is lost, and said with what is earned
   */
  take(room: bigint, goesOn: boolean): readonly TakenExcess[] {
    const taken = new Map<string, TakenExcess>();
    const rest: CarriedExcess[] = [];
    let left = room;
    for (const each of this.#waiting) {
      const part = each.amount < left ? each.amount : left;
      left -= part;
      const lost = goesOn ? 0n : each.amount - part;
      if (part < each.amount) rest.push({ ...each, amount: each.amount - part });
      if (part === 0n && lost === 0n) continue;
      const { component, own } = each.window;
      const key = `${component}\u0000${own.window.from}\u0000${each.deal ?? ''}`;
      const known = taken.get(key) ?? { ...each, taken: 0n, lost: 0n };
      taken.set(key, { ...known, taken: known.taken + part, lost: known.lost + lost });
    }
    this.#waiting = rest;
    return [...taken.values()];
  }

  /** Nothing waits any more. */
  clear(): void {
    this.#waiting = [];
  }

  #lessen(amount: bigint): void {
    let left = amount;
    while (left > 0n) {
      const last = this.#waiting.pop();
      if (last === undefined) return;
      if (last.amount > left) this.#waiting.push({ ...last, amount: last.amount - left });
      left -= last.amount;
    }
  }
}
