import type { CivilDate } from '../../calendar/civil-date.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ReleaseTrigger } from '../modifiers/release-trigger.js';
import { knownBefore, sumOf } from './dated-amounts.js';
import type { ReleaseContext } from './release-context.js';
import { cancellationOf, standingValue } from './standing-value.js';

/** What cash is held against: the value of a deal, its first year's, or what it was invoiced for. */
export type CashHeldAgainst = Extract<ReleaseTrigger, { on: 'collected' }>['of'];

/** Cash of a deal and what it is held against, in minor units of the deal's currency. */
export interface HeldCash {
  readonly cash: bigint;
  readonly whole: bigint;
  /** The day on which the deal was cancelled, where so the rest of what is still earned stays held. */
  readonly cancelledOn: CivilDate | null;
}

/**
 * What came in of a deal before a day, net of tax, and what it is held against: its value or what it was invoiced
 * for, less credit notes and write-offs. Once it is cancelled, its value is what stands of it, or
 * what it was invoiced for where that is more, and never more than before.
 *
 * @example
 * cashHeldAgainst(deal, 'deal', context) // { cash: 4_000_000n, whole: 10_000_000n, cancelledOn: null }
 */
export function cashHeldAgainst(deal: Deal, of: CashHeldAgainst, context: ReleaseContext): HeldCash {
  const { streams, through } = context;
  const lines = streams.cash(deal);
  const cash = lines.reduce((total, { events }) => total + sumOf(knownBefore(events, through)), 0n);
  const invoiced =
    sumOf(
      knownBefore(
        lines.map(({ line }) => line),
        through,
      ),
    ) - lostBefore(deal, streams, through);
  if (of === 'invoiced') return { cash, whole: invoiced, cancelledOn: null };
  const figure = of === 'deal' ? 'tcv' : 'firstYear';
  const value = standingValue(deal, figure, context);
  const cancellation = cancellationOf(deal, context);
  if (cancellation === null) {
    return { cash, whole: value - lostBefore(deal, streams, through), cancelledOn: null };
  }
  const { date } = cancellation;
  // What is credited with a cancellation can not come in any more, and so makes nothing more payable.
  const lost = lostBefore(deal, streams, date);
  const before = standingValue(deal, figure, { ...context, through: date }) - lost;
  const left = [value - lost, delivered(deal, context)].reduce(larger, invoiced);
  const whole = before > 0n && before < left ? before : left;
  return { cash, whole, cancelledOn: value > 0n ? date : null };
}

/** What was earned on of a deal whose revenue is counted, and stays so when it is cancelled. */
function delivered(deal: Deal, { streams, component, through }: ReleaseContext): bigint {
  if (component.measure.basis !== 'recognized') return 0n;
  return sumOf(knownBefore(streams.base(deal, 'recognized'), through));
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** What was credited and written off of a deal before a day. */
function lostBefore(deal: Deal, streams: DealStreams, through: CivilDate): bigint {
  return streams
    .cash(deal)
    .reduce(
      (total, { credited, writtenOff }) =>
        total + sumOf(knownBefore(credited, through)) + sumOf(knownBefore(writtenOff, through)),
      0n,
    );
}
