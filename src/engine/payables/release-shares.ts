import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import { formatPercent, ONE_RATIO, type Ratio } from '../../money/ratio.js';
import { NO_DEAL } from '../earnings/deal-earnings.js';
import type { WindowResult } from '../earnings/window-result.js';
import type { ReleaseTrigger } from '../modifiers/release-trigger.js';
import type { Component } from '../plan.js';
import type { DatedAmount } from './dated-amounts.js';
import { isByCredit } from './earning-deals.js';
import { inInstalments } from './in-instalments.js';
import type { ReleaseProgress } from './progress.js';
import type { ReleaseContext } from './release-context.js';
import { dated, releaseProgress, waited } from './release-progress.js';
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
 * Tells how far the shares of a release have come for a deal, or for what belongs to none.
 *
 * @example
 * releaseShares({ results, windows }, { streams, plan, component, through: '2026-04-01' })('D-1')[0]?.ratio
 */
export function releaseShares(
  { results, windows }: ReleasedWindows,
  context: ReleaseContext,
): (deal: string) => readonly ShareProgress[] {
  const { component, through } = context;
  const isShared = isByCredit(component);
  const events = eventsByDeal(results, isShared ? 'credit' : 'paidOn');
  const earnings = isShared ? sharedOutByDeal(windows) : events;
  return (deal) =>
    deal === NO_DEAL
      ? sharesWithoutDeal(component, earnedByWindow(windows, through), through)
      : sharesOfDeal(deal, { events: events.get(deal) ?? [], earnings: earnings.get(deal) ?? [] }, context);
}

/** What the events of each deal counted for. */
function eventsByDeal(
  windows: readonly WindowResult[],
  counts: 'paidOn' | 'credit',
): ReadonlyMap<string, readonly DatedAmount[]> {
  const deals = new Map<string, DatedAmount[]>();
  for (const { entries } of windows) {
    for (const { deal, date, [counts]: amount } of entries) {
      const known = deals.get(deal);
      if (known === undefined) deals.set(deal, [{ date, amount }]);
      else known.push({ date, amount });
    }
  }
  return deals;
}

/** Of a deal, its events, and what was earned by when: the same, unless windows are shared out over their deals. */
interface DatedEarnings {
  readonly events: readonly DatedAmount[];
  readonly earnings: readonly DatedAmount[];
}

function sharesOfDeal(
  dealId: string,
  { events, earnings }: DatedEarnings,
  context: ReleaseContext,
): readonly ShareProgress[] {
  const deal = context.streams.index.deals.get(dealId);
  if (deal === undefined) return [];
  return context.component.release.map((each) => ({
    share: each.share,
    on: each.trigger.on,
    ...releaseProgress(each, deal, each.trigger.on === 'after' ? earnings : events, context),
  }));
}

/** What each deal got of what was shared out, as of the last day of its window. */
function sharedOutByDeal(windows: readonly WindowResult[]): ReadonlyMap<string, readonly DatedAmount[]> {
  const deals = new Map<string, readonly DatedAmount[]>();
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
  { release }: Pick<Component, 'release'>,
  windows: EarnedByWindow,
  through: CivilDate,
): readonly ShareProgress[] {
  return release.map(({ share, trigger, instalments }) => ({
    share,
    on: trigger.on,
    ...inInstalments(instalments, through, (asOf) => timePassed(trigger, windows, asOf)),
  }));
}

/** What windows earned on no deal: by their last day, and by the last known day where that is earlier. */
interface EarnedByWindow {
  readonly byLastDay: readonly DatedAmount[];
  readonly byKnownDay: readonly DatedAmount[];
}

function earnedByWindow(windows: readonly WindowResult[], through: CivilDate): EarnedByWindow {
  const byLastDay = windows.map(({ own, earned }) => ({
    date: addDays(own.window.to, -1),
    amount: earned.get(NO_DEAL) ?? 0n,
  }));
  const lastKnown = addDays(through, -1);
  const byKnownDay = byLastDay.map((each) => ({ ...each, date: earlier(each.date, lastKnown) }));
  return { byLastDay, byKnownDay };
}

function timePassed(
  trigger: ReleaseTrigger,
  { byLastDay, byKnownDay }: EarnedByWindow,
  through: CivilDate,
): ReleaseProgress {
  if (trigger.on === 'date') return dated(trigger.date, byKnownDay, through);
  if (trigger.on === 'after') {
    const { ratio } = waited(trigger.after, byLastDay, through);
    return { ratio, because: () => `${formatPercent(ratio)} has waited long enough` };
  }
  return { ratio: ONE_RATIO, because: () => 'belongs to no deal' };
}
