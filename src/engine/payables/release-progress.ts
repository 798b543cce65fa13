import { type CivilDate, later } from '../../calendar/civil-date.js';
import { addDuration, type Duration, formatDuration } from '../../calendar/duration.js';
import { compareRatios, formatPercent, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { describeAmount } from '../describe-amount.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ReleaseShare } from '../modifiers/release.js';
import type { ReleaseTrigger } from '../modifiers/release-trigger.js';
import { type CashHeldAgainst, cashHeldAgainst } from './cash-held-against.js';
import { type DatedAmount, knownBefore, partOf, partReady, sumOf } from './dated-amounts.js';
import { inInstalments } from './in-instalments.js';
import { openInvoices } from './open-invoices.js';
import type { ReleaseProgress } from './progress.js';
import type { ReleaseContext } from './release-context.js';
import { type ReleaseReason, withMore } from './release-reason.js';
import { cancellationOf, standingValue } from './standing-value.js';

/**
 * How far a share of a release has come for a deal when everything before `through` is known: its trigger, held
 * against a threshold, in instalments.
 *
 * @param events what was paid on for the deal, by date: what waits for a day or a time waits event by event
 * @example
 * releaseProgress(share, deal, events, { streams, plan, component, through: '2026-04-01' }).ratio
 */
export function releaseProgress(
  { trigger, atLeast, instalments }: ReleaseShare,
  deal: Deal,
  events: readonly DatedAmount[],
  context: ReleaseContext,
): ReleaseProgress {
  return inInstalments(instalments, context.through, (through) =>
    reaching(atLeast, triggerProgress(trigger, deal, events, { ...context, through })),
  );
}

/** With a threshold nothing is payable below it, and all from it on. */
function reaching(atLeast: Ratio | undefined, { ratio: part, because }: ReleaseProgress): ReleaseProgress {
  if (atLeast === undefined) return { ratio: part, because };
  return {
    ratio: compareRatios(part, atLeast) < 0 ? ZERO_RATIO : ONE_RATIO,
    because: () => withMore(because(), `; payable from ${formatPercent(atLeast)} on`),
  };
}

/** How far a trigger has come for a deal when everything before `through` is known. */
function triggerProgress(
  trigger: ReleaseTrigger,
  deal: Deal,
  events: readonly DatedAmount[],
  context: ReleaseContext,
): ReleaseProgress {
  switch (trigger.on) {
    case 'booked':
      return booked(deal, events, context);
    case 'recognized':
      return recognized(deal, context);
    case 'collected':
      return collected(deal, trigger.of, context);
    case 'after':
      return waited(trigger.after, events, context.through);
    case 'date':
      return dated(trigger.date, events, context.through);
    case 'dateOf':
      return datedByDeal(trigger.fact, deal, events, context);
    case 'condition':
      return trigger.when.met(context.streams.facts(deal, context.plan))
        ? { ratio: ONE_RATIO, because: () => 'the condition on the deal holds' }
        : { ratio: ZERO_RATIO, because: () => 'waits for the condition on the deal to hold' };
  }
}

function booked(
  { closeDate: date }: Deal,
  events: readonly DatedAmount[],
  { through }: ReleaseContext,
): ReleaseProgress {
  const isBooked = date < through;
  const because = (): ReleaseReason => ({ on: 'booked', date, isBooked, more: '' });
  return { ratio: partSince(date, events, through), because };
}

/**
 * What waits for a day; what is earned later, until then.
 *
 * @example
 * dated('2027-01-15', events, '2027-01-15').because() // 'waits for 2027-01-15'
 */
export function dated(date: CivilDate, events: readonly DatedAmount[], through: CivilDate): ReleaseProgress {
  return {
    ratio: partSince(date, events, through),
    because: () => (date < through ? `due since ${date}` : `waits for ${date}`),
  };
}

function datedByDeal(
  fact: string,
  deal: Deal,
  events: readonly DatedAmount[],
  { streams, plan, through }: ReleaseContext,
): ReleaseProgress {
  const date = streams.facts(deal, plan)[fact];
  if (typeof date !== 'string') {
    return { ratio: ZERO_RATIO, because: () => `waits for ${fact}, which the deal does not say yet` };
  }
  return {
    ratio: partSince(date, events, through),
    because: () => (date < through ? `due since ${fact} ${date}` : `waits for ${fact} ${date}`),
  };
}

/** What is due from a day on, each event no sooner than on its own. */
function partSince(day: CivilDate, events: readonly DatedAmount[], through: CivilDate): Ratio {
  return day < through ? partReady(events, (date) => later(date, day), through) : ZERO_RATIO;
}

/**
 * What waits for a time after each event.
 *
 * @example
 * waited({ count: 30, unit: 'days' }, events, '2026-04-01').ratio
 */
export function waited(after: Duration, events: readonly DatedAmount[], through: CivilDate): ReleaseProgress {
  const part = partReady(events, (date) => addDuration(date, after), through);
  return {
    ratio: part,
    because: () => `${formatDuration(after)} after the event: ${formatPercent(part)} of it is due`,
  };
}

function recognized(deal: Deal, context: ReleaseContext): ReleaseProgress {
  const { streams, through } = context;
  const done = sumOf(knownBefore(streams.base(deal, 'recognized'), through));
  const value = standingValue(deal, 'tcv', context);
  const cancellation = cancellationOf(deal, context);
  // Of what was taken back with a cancellation, what is left is what was recognized until then.
  const whole = cancellation !== null && value < done ? done : value;
  const more = cancellation === null || done >= whole ? '' : `; cancelled on ${cancellation.date}`;
  return {
    ratio: partOf(done, whole, streams.figures(deal).tcv),
    because: () => `${shown(done, deal, streams)} of ${shown(whole, deal, streams)} recognized${more}`,
  };
}

function collected(deal: Deal, of: CashHeldAgainst, context: ReleaseContext): ReleaseProgress {
  const { streams, through } = context;
  const { cash, whole, cancelledOn } = cashHeldAgainst(deal, of, context);
  const isShort = cash < whole || (of === 'invoiced' && whole === 0n && cash === 0n);
  return {
    ratio: partOf(cash, whole, streams.figures(deal).tcv),
    because: () => ({
      on: 'collected',
      currency: currencyOf(deal, streams),
      cash,
      whole,
      waitsFor: openInvoices(deal, isShort, streams, through),
      more: isShort && cancelledOn !== null ? `; cancelled on ${cancelledOn}` : '',
    }),
  };
}

function shown(minor: bigint, deal: Deal, streams: DealStreams): string {
  return describeAmount(ratio(minor, 1n), 'money', currencyOf(deal, streams));
}

function currencyOf(deal: Deal, { company }: DealStreams): string {
  return deal.currency ?? company.homeCurrency;
}
