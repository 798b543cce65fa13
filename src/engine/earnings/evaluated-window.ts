import type { BookedWindow } from '../measures/measure-book.js';
import type { WindowEntry } from '../mechanisms/window-input.js';
import type { WindowOutcome } from '../mechanisms/window-outcome.js';

/** A window as its mechanism has evaluated it, before any limit. */
export interface EvaluatedWindow {
  readonly own: BookedWindow;
  readonly entries: readonly WindowEntry[];
  readonly outcome: WindowOutcome;
}

/**
 * A line's key made unique within its component by the window's first day.
 *
 * @example
 * scopedKey(own, 'bonus:2026-03-31') // '2026-01-01\u0000bonus:2026-03-31'
 */
export function scopedKey({ window }: BookedWindow, key: string): string {
  return `${window.from}\u0000${key}`;
}
