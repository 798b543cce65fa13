import type { Rounding } from '../../money/rounding.js';
import { telescope } from '../../money/share-out.js';
import { NO_DEAL } from '../earnings/deal-earnings.js';
import type { WindowResult } from '../earnings/window-result.js';

/**
 * Shares what a window pays for no deal in particular, as a bonus, out over the deals by what they were credited
 * in it, so that each part can wait for its deal. Where no deal was credited anything it stays as it is.
 *
 * @example
 * result.windows.map(creditedOut('half-even'))
 */
export function creditedOut(rounding: Rounding): (window: WindowResult) => WindowResult {
  return (window) => {
    const credits = creditsByDeal(window);
    const whole = [...credits.values()].reduce((sum, credit) => sum + credit, 0n);
    const amount = window.earned.get(NO_DEAL) ?? 0n;
    if (whole === 0n || amount === 0n) return window;
    const earned = new Map(window.earned);
    earned.delete(NO_DEAL);
    const parts = telescope(amount, [...credits.values()], whole, rounding);
    for (const [place, deal] of [...credits.keys()].entries()) {
      earned.set(deal, (earned.get(deal) ?? 0n) + (parts[place] ?? 0n));
    }
    return { ...window, earned };
  };
}

/** What each deal was credited in a window; one that took back more than it gave counts nothing. */
function creditsByDeal({ entries }: WindowResult): ReadonlyMap<string, bigint> {
  const credits = new Map<string, bigint>();
  for (const { deal, credit } of entries) credits.set(deal, (credits.get(deal) ?? 0n) + credit);
  for (const [deal, credit] of credits) if (credit <= 0n) credits.delete(deal);
  return credits;
}
