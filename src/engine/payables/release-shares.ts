import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { formatPercent, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import { NO_DEAL } from '../earnings/deal-earnings.js';
import type { WindowResult } from '../earnings/window-result.js';
import type { ReleaseTrigger } from '../modifiers/release.js';
import type { Component } from '../plan.js';
import { isByCredit } from './earning-deals.js';
import { inInstalments } from './in-instalments.js';
import type { ReleaseProgress } from './progress.js';
import {
  dated,
  dueAfterWindow,
  type PaidOnByDate,
  type ReleaseContext,
  releaseProgress,
} from './release-progress.js';
import type { ReleaseReason } from './release-reason.js';

/** One share of a release and how far it has come. */
export interface ShareProgress {
  readonly share: Ratio;
  readonly on: string;
  readonly ratio: Ratio;
  readonly because: () => ReleaseReason;
}

/** Windows as they were earned, and as the release sees them. */
interface ReleasedWindows {
  readonly results: readonly WindowResult[];
  /** With what belongs to no deal shared out, where the release says so. */
  readonly windows: readonly WindowResult[];
}

/**
 * Tells how far the shares of a release have come for a deal, or for what belongs to none, and an amount that was
 * earned on it.
 *
 * @example
 * releaseShares(component, { results, windows }, { streams, plan, through: '2026-04-01' })('D-1', 100_00n)[0]?.ratio
 */
export function releaseShares(
  component: Component,
  { results, windows }: ReleasedWindows,
  context: ReleaseContext,
): (deal: string, earned: bigint) => readonly ShareProgress[] {
  const paidOn = isByCredit(component) ? sharedOutByDeal(windows) : paidOnByDeal(results);
  return (deal, earned) =>
    deal === NO_DEAL
      ? sharesWithoutDeal(component, windows, earned, context.through)
      : sharesOfDeal(component, deal, paidOn.get(deal) ?? [], context);
}

function paidOnByDeal(windows: readonly WindowResult[]): ReadonlyMap<string, readonly PaidOnByDate[]> {
  const deals = new Map<string, PaidOnByDate[]>();
  for (const { entries } of windows) {
    for (const { deal, date, paidOn } of entries) {
      const known = deals.get(deal);
      if (known === undefined) deals.set(deal, [{ date, amount: paidOn }]);
      else known.push({ date, amount: paidOn });
    }
  }
  return deals;
}

function sharesOfDeal(
  { release }: Component,
  dealId: string,
  paidOn: readonly PaidOnByDate[],
  context: ReleaseContext,
): readonly ShareProgress[] {
  const deal = context.streams.index.deals.get(dealId);
  if (deal === undefined) return [];
  return release.map((each) => ({
    share: each.share,
    on: each.trigger.on,
    ...releaseProgress(each, deal, paidOn, context),
  }));
}

/** What each deal got of what was shared out, as of the last day of its window. */
function sharedOutByDeal(windows: readonly WindowResult[]): ReadonlyMap<string, readonly PaidOnByDate[]> {
  const deals = new Map<string, PaidOnByDate[]>();
  for (const { own, earned } of windows) {
    for (const [deal, amount] of earned) {
      const dated = { date: addDays(own.window.to, -1), amount };
      deals.set(deal, [...(deals.get(deal) ?? []), dated]);
    }
  }
  return deals;
}

/** What belongs to no deal can only wait for time: each window's part from the window's end on. */
function sharesWithoutDeal(
  { release }: Component,
  windows: readonly WindowResult[],
  total: bigint,
  through: CivilDate,
): readonly ShareProgress[] {
  return release.map(({ share, trigger, instalments }) => ({
    share,
    on: trigger.on,
    ...inInstalments(instalments, through, (asOf) => timePassed(trigger, windows, total, asOf)),
  }));
}

function timePassed(
  trigger: ReleaseTrigger,
  windows: readonly WindowResult[],
  total: bigint,
  through: CivilDate,
): ReleaseProgress {
  if (trigger.on === 'date') return dated(trigger.date, through);
  if (trigger.on !== 'after') return { ratio: ONE_RATIO, because: () => 'belongs to no deal' };
  const ready = windows
    .filter(({ own }) => dueAfterWindow(own.window.to, trigger) < through)
    .reduce((sum, { earned }) => sum + (earned.get(NO_DEAL) ?? 0n), 0n);
  const part = total === 0n ? ZERO_RATIO : ratio(ready, total);
  return { ratio: part, because: () => `${formatPercent(part)} has waited long enough` };
}
