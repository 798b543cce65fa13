import type { CivilDate } from '../../calendar/civil-date.js';
import { addRatios, type Ratio, ratio, roundRatio, ZERO_RATIO } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import type { WindowResult } from '../earnings/window-result.js';
import { exactPartDue, type Payable } from './payable.js';

/** What a deal earned in a window, and how much of what is payable of the deal lies in it; in minor units. */
export interface DueInWindow {
  readonly earned: bigint;
  readonly due: bigint;
}

/**
 * Shares what is payable of each deal out over the windows in which the deal earned: each window has what its own
 * events make payable, to the cent, and never more than was earned in it.
 *
 * @param payablesIn what is payable of windows; asked for all of them, and for each alone
 * @returns by the first day of a window, then by deal, `''` being what belongs to none
 * @example
 * dueByWindow(windows, payablesIn, 'half-even').get('2026-01-01')?.get('D-1') // { earned: 50_00n, due: 50_00n }
 */
export function dueByWindow(
  windows: readonly WindowResult[],
  payablesIn: (windows: readonly WindowResult[]) => readonly Payable[],
  rounding: Rounding,
): ReadonlyMap<CivilDate, ReadonlyMap<string, DueInWindow>> {
  const parts = new Map<string, PartOfDeal[]>();
  for (const window of windows) {
    for (const { deal, earned, payable, shares } of payablesIn([window])) {
      const exact = shares.length === 0 ? ratio(payable, 1n) : exactPartDue(earned, shares);
      const part = { from: window.own.window.from, earned, exact };
      parts.set(deal, [...(parts.get(deal) ?? []), part]);
    }
  }
  const found = new Map(windows.map(({ own }) => [own.window.from, new Map<string, DueInWindow>()]));
  for (const { deal, payable } of payablesIn(windows)) {
    const ofDeal = parts.get(deal) ?? [];
    const due = sharedOut(payable, ofDeal, rounding);
    for (const [place, { from, earned }] of ofDeal.entries()) {
      found.get(from)?.set(deal, { earned, due: due[place] ?? 0n });
    }
  }
  return found;
}

interface PartOfDeal {
  readonly from: CivilDate;
  readonly earned: bigint;
  /** What the window's own events make payable of it. */
  readonly exact: Ratio;
}

/** An amount in parts as near as may be to the exact ones. */
function sharedOut(amount: bigint, parts: readonly PartOfDeal[], rounding: Rounding): readonly bigint[] {
  let exact = ZERO_RATIO;
  let sum = 0n;
  const due = parts.map((part) => {
    exact = addRatios(exact, part.exact);
    const before = sum;
    sum = roundRatio(exact, rounding);
    return within(part, sum - before);
  });
  // Where windows pay at different rates, a release that goes by what was paid on has come further or less far.
  let missing = amount - due.reduce((total, each) => total + each, 0n);
  const places = [...parts.keys()];
  for (const place of missing < 0n ? places.reverse() : places) {
    const [part, before] = [parts[place], due[place]];
    if (part === undefined || before === undefined) continue;
    const after = within(part, before + missing);
    missing -= after - before;
    due[place] = after;
  }
  return due;
}

/** An amount, no further from nothing than all that was earned. */
function within({ earned }: PartOfDeal, amount: bigint): bigint {
  const [lowest, highest] = earned < 0n ? [earned, 0n] : [0n, earned];
  if (amount < lowest) return lowest;
  return amount > highest ? highest : amount;
}
