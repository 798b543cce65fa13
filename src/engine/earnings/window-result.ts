import type { BookedWindow } from '../measures/measure-book.js';
import type { WindowEntry } from '../mechanisms/window-input.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';

/** What one window of a component comes to as of a date. */
export interface WindowResult {
  readonly own: BookedWindow;
  readonly entries: readonly WindowEntry[];
  readonly lines: readonly EarningLine[];
  /** What each deal earned, after what was taken back; `''` is what belongs to no deal. Sums to the lines. */
  readonly earned: ReadonlyMap<string, bigint>;
}
