import { NO_DEAL } from '../earnings/deal-earnings.js';
import type { WindowResult } from '../earnings/window-result.js';

/**
 * A window as it was before anything of it was forfeited: what its payee would have earned who stayed.
 *
 * @example
 * beforeForfeiture(window).earned.get('D-1') // 100_00n, of which 25_00n are forfeited in `window`
 */
export function beforeForfeiture(window: WindowResult): WindowResult {
  const earned = new Map(window.earned);
  for (const { kind, deal, amount } of window.lines) {
    if (kind !== 'forfeited') continue;
    const place = deal ?? NO_DEAL;
    earned.set(place, (earned.get(place) ?? 0n) - amount);
  }
  return { ...window, lines: window.lines.filter(({ kind }) => kind !== 'forfeited'), earned };
}
