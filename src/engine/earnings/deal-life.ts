import type { CivilDate } from '../../calendar/civil-date.js';
import { carriedBooks } from '../measures/carried.js';
import type { MeasureBook } from '../measures/measure-book.js';
import { entriesAsOf, type WindowCredits } from '../measures/window-credits.js';
import type { DealLife } from '../mechanisms/window-input.js';

/** A deal of which nothing is known yet. */
export const NO_LIFE: DealLife = Object.freeze({ credit: 0n, paidOn: 0n });

/** Windows that are over, and what their figures are multiplied by. */
interface PastWindows {
  readonly windows: readonly WindowCredits[];
  readonly factor: bigint;
}

/** The windows of the segments before, where a measure goes on from them. */
export function carriedLives(book: MeasureBook): readonly PastWindows[] {
  return carriedBooks(book).map(({ windows, scale }) => ({
    windows: windows.filter(({ window }) => window.from < book.segment.from),
    factor: book.scale / scale,
  }));
}

/** What windows that are over know of each deal, less what was taken back of it before a day. */
export function livesIn(past: readonly PastWindows[], before: CivilDate): ReadonlyMap<string, DealLife> {
  const lives = new Map<string, DealLife>();
  const add = (deal: string, { credit, paidOn }: DealLife, factor: bigint): void => {
    const life = lives.get(deal) ?? NO_LIFE;
    lives.set(deal, { credit: life.credit + credit * factor, paidOn: life.paidOn + paidOn * factor });
  };
  for (const { windows, factor } of past) {
    for (const each of windows) {
      for (const entry of entriesAsOf(each, each.window.to)) add(entry.deal, entry, factor);
      for (const reversal of each.after) if (reversal.date < before) add(reversal.deal, reversal, factor);
    }
  }
  return lives;
}
