import type { CivilDate } from '../../calendar/civil-date.js';
import type { BookedWindow } from '../measures/measure-book.js';
import { entriesAsOf } from '../measures/window-credits.js';
import type { DealLife } from '../mechanisms/window-input.js';

/** A deal of which nothing is known yet. */
export const NO_LIFE: DealLife = Object.freeze({ credit: 0n, paidOn: 0n });

/** What windows that are over know of each deal, less what was taken back of it before a day. */
export function livesIn(windows: readonly BookedWindow[], before: CivilDate): ReadonlyMap<string, DealLife> {
  const lives = new Map<string, DealLife>();
  const add = (deal: string, { credit, paidOn }: DealLife): void => {
    const life = lives.get(deal) ?? NO_LIFE;
    lives.set(deal, { credit: life.credit + credit, paidOn: life.paidOn + paidOn });
  };
  for (const each of windows) {
    for (const entry of entriesAsOf(each, each.window.to)) add(entry.deal, entry);
    for (const reversal of each.after) if (reversal.date < before) add(reversal.deal, reversal);
  }
  return lives;
}
