import { payPeriodContaining } from '../../calendar/pay-period.js';
import {
  addRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  roundRatio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';
import { type ChurnEvent, churnEvents } from '../earnings/churn-events.js';
import { recoveredShare } from '../earnings/recovered-share.js';
import { takeInInstalments } from '../earnings/taking-in-instalments.js';
import { amendmentKey, changesOf } from '../events/booked-events.js';
import { knownBefore } from './dated-amounts.js';
import { isByCredit } from './earning-deals.js';
import type { ReleaseContext } from './release-context.js';

/**
 * The value of a deal that what is still earned on it stands for: with its amendments before a day, of which a
 * reduction or cancellation lowers it as far as it takes back what was earned. So what is taken back comes out of what
 * is held, and a cancellation that nothing is taken back by makes nothing more payable. In minor units of the deal's
 * currency; an open-ended deal has its expected value.
 *
 * @example
 * // 1,000.00, cancelled when half of what it earned goes back
 * standingValue(deal, 'tcv', context) // 500_00n
 */
export function standingValue(deal: Deal, figure: 'tcv' | 'firstYear', context: ReleaseContext): bigint {
  const { streams, through } = context;
  const figures = streams.figures(deal);
  const amendments = knownBefore(streams.index.amendmentsByDeal.get(deal.id) ?? [], through);
  if (amendments.length === 0) return figures[figure];
  const changes = changesOf(amendments, { kind: figure }, figures);
  const takenBy = takenBack(deal, context);
  let value = figures[figure];
  let standing = ratio(value, 1n);
  for (const [place, amendment] of amendments.entries()) {
    const change = amendment.kind === 'cancellation' ? -value : (changes[place] ?? 0n);
    value += change;
    const counts = change < 0n ? takenBy(amendment, value) : ONE_RATIO;
    standing = addRatios(standing, multiplyRatios(ratio(change, 1n), counts));
  }
  return roundRatio(standing, 'half-even');
}

/**
 * The cancellation by which a deal is at an end on a day, if it is.
 *
 * @example
 * cancellationOf(deal, context)?.date // '2026-07-19'
 */
export function cancellationOf({ id }: Deal, { streams, through }: ReleaseContext): Amendment | null {
  const last = knownBefore(streams.index.amendmentsByDeal.get(id) ?? [], through).at(-1);
  return last?.kind === 'cancellation' ? last : null;
}

/** How much of what it concerns a reduction takes back of what was earned; `left` is the value after it. */
type TakenBy = (amendment: Amendment, left: bigint) => Ratio;

function takenBack(deal: Deal, context: ReleaseContext): TakenBy {
  const { component, streams } = context;
  // What belongs to no deal is not taken back with one. In its window a cancelled deal has no part in it anyway.
  if (isByCredit(component)) return (_, left) => (left === 0n ? ZERO_RATIO : ONE_RATIO);
  if (component.measure.basis !== 'booked' || component.clawback.length === 0) return () => ONE_RATIO;
  const events = new Map(churnEvents(deal, component.clawback, streams).map((event) => [event.key, event]));
  return (amendment) => {
    const event = events.get(amendmentKey(amendment));
    return event === undefined ? ONE_RATIO : takenByTerm(event, context);
  };
}

/** What a term takes back, as far as its instalments have come. */
function takenByTerm(event: ChurnEvent, { streams, plan, through }: ReleaseContext): Ratio {
  const { share } = recoveredShare(event, streams);
  const instalments = event.term?.instalments ?? 1;
  if (instalments === 1) return share;
  const step = { date: event.date, amount: -BigInt(instalments), instalments };
  const parts = takeInInstalments(
    [step],
    (date) => payPeriodContaining(plan.payFrequency, date, streams.company).to,
  );
  return multiplyRatios(share, ratio(BigInt(knownBefore(parts, through).length), BigInt(instalments)));
}
