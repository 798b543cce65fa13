import type { WindowResult } from '../earnings/window-result.js';
import type { Component, Plan } from '../plan.js';
import { creditedOut } from './credited-out.js';

/**
 * Windows with what each deal earned in them as a release sees it: where it says so, what belongs to no deal is
 * shared out over the deals that were credited.
 *
 * @example
 * earningDeals(component, result.windows, plan)[0]?.earned.get('D-1')
 */
export function earningDeals(
  component: Component,
  windows: readonly WindowResult[],
  { rounding }: Pick<Plan, 'rounding'>,
): readonly WindowResult[] {
  return isByCredit(component) ? windows.map(creditedOut(rounding)) : windows;
}

/**
 * Whether what belongs to no deal waits with the deals that were credited.
 *
 * @example
 * isByCredit(component) // false
 */
export function isByCredit({ release }: Pick<Component, 'release'>): boolean {
  return release.some((each) => each.byCredit === true);
}
