import { type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import { addRatios, multiplyRatios, type Ratio, ratio, roundRatio, ZERO_RATIO } from '../../money/ratio.js';
import type { WindowResult } from '../earnings/window-result.js';
import type { DealStreams } from '../events/deal-events.js';
import type { Component, Plan } from '../plan.js';
import { beforeForfeiture } from './before-forfeiture.js';
import { earningDeals } from './earning-deals.js';
import { releaseShares, type ShareProgress } from './release-shares.js';

/** What a component earned on a deal and how much of it is payable, cumulatively, as of a date. */
export interface Payable {
  readonly component: string;
  /** `''` for what belongs to no deal. */
  readonly deal: string;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly shares: readonly ShareProgress[];
}

/** What payables are worked out from besides what was earned. */
export interface PayablesContext {
  readonly streams: DealStreams;
  readonly plan: Plan;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
  /** The first day on which nothing more becomes payable; what was not by then is forfeited, and so not earned. */
  readonly payableTo?: CivilDate;
}

/**
 * What is payable of each deal's earning as of a date: the shares of the release that have come due times
 * what the deal earned as it stands. Without a release all is payable when earned. Of who left and had to be employed
 * it is what was payable in time, and no more of it than would be payable by now of who stayed.
 *
 * @param results what the windows of the component come to, with what is forfeited
 * @example
 * payablesOf(component, result.windows, { streams, plan, through: '2026-04-01' })[0]?.payable
 */
export function payablesOf(
  component: Component,
  results: readonly WindowResult[],
  context: PayablesContext,
): readonly Payable[] {
  const { through, payableTo = LAST_DATE } = context;
  return through < payableTo || component.release.length === 0
    ? releasedOf(component, results, context)
    : keptOf(component, results, context, payableTo);
}

function releasedOf(
  component: Component,
  results: readonly WindowResult[],
  { streams, plan, through }: PayablesContext,
): readonly Payable[] {
  const windows = earningDeals(component, results, plan);
  const earned = earnedIn(windows);
  if (component.release.length === 0) {
    return [...earned].map(([deal, amount]) => ({
      component: component.id,
      deal,
      earned: amount,
      payable: amount,
      shares: [],
    }));
  }
  const sharesOf = releaseShares({ results, windows }, { streams, plan, component, through });
  return [...earned].map(([deal, amount]) => {
    const shares = sharesOf(deal);
    const payable = roundRatio(exactPartDue(amount, shares), plan.rounding);
    return { component: component.id, deal, earned: amount, payable, shares };
  });
}

/** What is left after what was not payable in time is forfeited: of a deal of which nothing was, all as ever. */
function keptOf(
  component: Component,
  results: readonly WindowResult[],
  context: PayablesContext,
  payableTo: CivilDate,
): readonly Payable[] {
  const whole = results.map(beforeForfeiture);
  const kept = earnedIn(earningDeals(component, results, context.plan));
  const inTime = new Map(
    releasedOf(component, whole, { ...context, through: payableTo }).map(({ deal, shares }) => [
      deal,
      shares,
    ]),
  );
  return releasedOf(component, whole, context).map((now) => {
    const earned = kept.get(now.deal) ?? 0n;
    if (earned === now.earned || now.payable < earned) return { ...now, earned };
    return { ...now, earned, payable: earned, shares: inTime.get(now.deal) ?? [] };
  });
}

function earnedIn(windows: readonly WindowResult[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { earned } of windows) {
    for (const [deal, amount] of earned) sums.set(deal, (sums.get(deal) ?? 0n) + amount);
  }
  return sums;
}

/**
 * The part of an amount that the shares of a release make payable, not rounded.
 *
 * @example
 * exactPartDue(100_00n, payable.shares) // half of it: { numerator: 50_00n, denominator: 1n }
 */
export function exactPartDue(amount: bigint, shares: readonly ShareProgress[]): Ratio {
  const due = shares.reduce(
    (sum, { share, ratio: part }) => addRatios(sum, multiplyRatios(share, part)),
    ZERO_RATIO,
  );
  return multiplyRatios(due, ratio(amount, 1n));
}
