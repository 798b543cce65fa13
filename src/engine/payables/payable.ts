import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import {
  addRatios,
  formatPercent,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  roundRatio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { ComponentResult } from '../earnings/component-book.js';
import { NO_DEAL } from '../earnings/deal-earnings.js';
import type { WindowResult } from '../earnings/window-result.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ReleaseTrigger } from '../modifiers/release.js';
import type { Component, Plan } from '../plan.js';
import { creditedOut } from './credited-out.js';
import { inInstalments } from './in-instalments.js';
import type { ReleaseProgress } from './progress.js';
import { dated, dueAfterWindow, type PaidOnByDate, releaseProgress } from './release-progress.js';

/** One share of a release and how far it has come. */
export interface ShareProgress {
  readonly share: Ratio;
  readonly on: string;
  readonly ratio: Ratio;
  readonly because: () => string;
}

/** What a component earned on a deal and how much of it is payable, cumulatively, as of a date. */
export interface Payable {
  readonly component: string;
  /** `''` for what belongs to no deal. */
  readonly deal: string;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly shares: readonly ShareProgress[];
}

/**
 * What is payable of each deal's earning as of a date: the shares of the release that have come due times
 * what the deal earned as it stands. Without a release all is payable when earned.
 */
export function payablesOf(
  component: Component,
  plan: Plan,
  result: ComponentResult,
  streams: DealStreams,
  through: CivilDate,
): readonly Payable[] {
  const byCredit = component.release.some((each) => each.byCredit === true);
  const windows = byCredit ? result.windows.map(creditedOut(plan.rounding)) : result.windows;
  const earned = new Map<string, bigint>();
  for (const window of windows) {
    for (const [deal, amount] of window.earned) earned.set(deal, (earned.get(deal) ?? 0n) + amount);
  }
  if (component.release.length === 0) {
    return [...earned].map(([deal, amount]) => ({
      component: component.id,
      deal,
      earned: amount,
      payable: amount,
      shares: [],
    }));
  }
  const paidOn = byCredit ? sharedOutByDeal(windows) : paidOnByDeal(result);
  return [...earned].map(([deal, amount]) => {
    const shares =
      deal === NO_DEAL
        ? sharesWithoutDeal(component, windows, amount, through)
        : sharesOf(component, plan, deal, paidOn.get(deal) ?? [], streams, through);
    const due = shares.reduce(
      (sum, { share, ratio: part }) => addRatios(sum, multiplyRatios(share, part)),
      ZERO_RATIO,
    );
    const payable = roundRatio(multiplyRatios(due, ratio(amount, 1n)), plan.rounding);
    return { component: component.id, deal, earned: amount, payable, shares };
  });
}

function paidOnByDeal(result: ComponentResult): ReadonlyMap<string, readonly PaidOnByDate[]> {
  const deals = new Map<string, PaidOnByDate[]>();
  for (const { entries } of result.windows) {
    for (const { deal, date, paidOn } of entries) {
      const known = deals.get(deal);
      if (known === undefined) deals.set(deal, [{ date, amount: paidOn }]);
      else known.push({ date, amount: paidOn });
    }
  }
  return deals;
}

function sharesOf(
  component: Component,
  plan: Plan,
  dealId: string,
  paidOn: readonly PaidOnByDate[],
  streams: DealStreams,
  through: CivilDate,
): readonly ShareProgress[] {
  const deal = streams.index.deals.get(dealId);
  if (deal === undefined) return [];
  return component.release.map((each) => ({
    share: each.share,
    on: each.trigger.on,
    ...releaseProgress(each, deal, paidOn, { streams, plan, through }),
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
