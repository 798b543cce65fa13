import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { addDuration, type Duration, formatDuration } from '../../calendar/duration.js';
import { compareRatios, formatPercent, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { describeAmount } from '../describe-amount.js';
import { changesOf } from '../events/booked-events.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ConversionPlan } from '../events/fx.js';
import type { ReleaseShare, ReleaseTrigger } from '../modifiers/release.js';
import { inInstalments } from './in-instalments.js';
import type { ReleaseProgress } from './progress.js';
import {
  type CollectedReason,
  type OpenInvoicePart,
  type ReleaseReason,
  withMore,
} from './release-reason.js';

/** What was paid on for a deal, by date: tells how much of it is older than a wait. */
export interface PaidOnByDate {
  readonly date: CivilDate;
  readonly amount: bigint;
}

/** What tells how far a release has come. */
export interface ReleaseContext {
  readonly streams: DealStreams;
  readonly plan: ConversionPlan;
  readonly through: CivilDate;
}

/**
 * How far a share of a release has come for a deal when everything before `through` is known: its trigger, held
 * against a threshold, in instalments.
 *
 * @example
 * releaseProgress(share, deal, paidOn, { streams, plan, through: '2026-04-01' }).ratio
 */
export function releaseProgress(
  { trigger, atLeast, instalments }: ReleaseShare,
  deal: Deal,
  paidOn: readonly PaidOnByDate[],
  context: ReleaseContext,
): ReleaseProgress {
  return inInstalments(instalments, context.through, (through) =>
    reaching(atLeast, triggerProgress(trigger, deal, paidOn, { ...context, through })),
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
  paidOn: readonly PaidOnByDate[],
  context: ReleaseContext,
): ReleaseProgress {
  switch (trigger.on) {
    case 'booked':
      return booked(deal, context);
    case 'recognized':
      return recognized(deal, context);
    case 'collected':
      return collected(deal, trigger.of, context);
    case 'after':
      return waited(trigger.after, paidOn, context);
    case 'date':
      return dated(trigger.date, context.through);
    case 'condition':
      return trigger.when.met(context.streams.facts(deal, context.plan))
        ? { ratio: ONE_RATIO, because: () => 'the condition on the deal holds' }
        : { ratio: ZERO_RATIO, because: () => 'waits for the condition on the deal to hold' };
  }
}

function booked({ closeDate: date }: Deal, { through }: ReleaseContext): ReleaseProgress {
  const isBooked = date < through;
  const because = (): ReleaseReason => ({ on: 'booked', date, isBooked, more: '' });
  return { ratio: isBooked ? ONE_RATIO : ZERO_RATIO, because };
}

/**
 * What waits for a day.
 *
 * @example
 * dated('2027-01-15', '2027-01-15').because() // 'waits for 2027-01-15'
 */
export function dated(date: CivilDate, through: CivilDate): ReleaseProgress {
  return date < through
    ? { ratio: ONE_RATIO, because: () => `due since ${date}` }
    : { ratio: ZERO_RATIO, because: () => `waits for ${date}` };
}

function waited(
  after: Duration,
  paidOn: readonly PaidOnByDate[],
  { through }: ReleaseContext,
): ReleaseProgress {
  const ready = paidOn.filter(({ date }) => addDuration(date, after) < through);
  const whole = sum(paidOn);
  const part = partOf(sum(ready), whole, whole);
  return {
    ratio: part,
    because: () => `${formatDuration(after)} after the event: ${formatPercent(part)} of it is due`,
  };
}

function recognized(deal: Deal, { streams, through }: ReleaseContext): ReleaseProgress {
  const done = sum(known(streams.base(deal, 'recognized'), through));
  const { tcv } = streams.figures(deal);
  // Of a deal that was cancelled, what is left is what was recognized until then.
  const whole = isCancelled(deal, streams, through) ? done : amended(deal, 'tcv', streams, through);
  return {
    ratio: partOf(done, whole, tcv),
    because: () => `${shown(done, deal, streams)} of ${shown(whole, deal, streams)} recognized`,
  };
}

function collected(deal: Deal, of: CashHeldAgainst, context: ReleaseContext): ReleaseProgress {
  const { streams } = context;
  const { cash, whole } = cashHeldAgainst(deal, of, context);
  const isShort = cash < whole || (of === 'invoiced' && whole === 0n && cash === 0n);
  return {
    ratio: partOf(cash, whole, streams.figures(deal).tcv),
    because: () => ({
      on: 'collected',
      currency: currencyOf(deal, streams),
      cash,
      whole,
      waitsFor: waitsFor(deal, isShort, context),
      more: '',
    }),
  };
}

/**
 * What came in of a deal before a day, net of tax, and what it is held against: its value or what it was invoiced
 * for, less credit notes and write-offs. In minor units of the deal's currency.
 *
 * @example
 * cashHeldAgainst(deal, 'deal', { streams, plan, through: '2026-04-01' }) // { cash: 4_000_000n, whole: 10_000_000n }
 */
export function cashHeldAgainst(
  deal: Deal,
  of: CashHeldAgainst,
  context: ReleaseContext,
): { readonly cash: bigint; readonly whole: bigint } {
  const { streams, through } = context;
  const lines = streams.cash(deal);
  const cash = lines.reduce((total, { events }) => total + sum(known(events, through)), 0n);
  const lost = lines.reduce(
    (total, line) => total + sum(known(line.credited, through)) + sum(known(line.writtenOff, through)),
    0n,
  );
  return { cash, whole: valueHeldAgainst(deal, of, context) - lost };
}

type CashHeldAgainst = 'deal' | 'firstYear' | 'invoiced';

/** What cash is held against, before credit notes and write-offs. */
function valueHeldAgainst(deal: Deal, of: CashHeldAgainst, { streams, through }: ReleaseContext): bigint {
  // Of a deal that was cancelled, what is left is what it was invoiced for.
  if (of !== 'invoiced' && !isCancelled(deal, streams, through)) {
    return amended(deal, of === 'deal' ? 'tcv' : 'firstYear', streams, through);
  }
  const invoiced = streams.cash(deal).filter(({ line }) => line.date < through);
  return sum(invoiced.map(({ line }) => line));
}

/** Open invoices that are named. */
const MOST_OPEN_INVOICES = 3;

/** Which invoices are open, or what else is missing. */
function waitsFor(
  deal: Deal,
  isShort: boolean,
  { streams, through }: ReleaseContext,
): CollectedReason['waitsFor'] {
  const open = streams.cash(deal).flatMap(({ line, ...dated }): readonly OpenInvoicePart[] => {
    const done = [dated.events, dated.credited, dated.writtenOff].flatMap((each) => known(each, through));
    const left = line.amount - sum(done);
    if (line.date >= through || left <= 0n) return [];
    return [{ invoice: line.invoice, left, dueDate: line.dueDate }];
  });
  if (open.length > 0) return open.slice(0, MOST_OPEN_INVOICES);
  return isShort ? 'invoice' : null;
}

function isCancelled({ id }: Deal, { index }: DealStreams, through: CivilDate): boolean {
  const amendments = known(index.amendmentsByDeal.get(id) ?? [], through);
  return amendments.at(-1)?.kind === 'cancellation';
}

/** A figure of a deal with its amendments before a date; an open-ended deal has its expected value. */
function amended(deal: Deal, figure: 'tcv' | 'firstYear', streams: DealStreams, through: CivilDate): bigint {
  const figures = streams.figures(deal);
  const amendments = known(streams.index.amendmentsByDeal.get(deal.id) ?? [], through);
  const changes = changesOf(amendments, { kind: figure }, figures);
  return amendments.reduce(
    (value, { kind }, place) => (kind === 'cancellation' ? 0n : value + (changes[place] ?? 0n)),
    figures[figure],
  );
}

function known<Dated extends { readonly date: CivilDate }>(
  dated: readonly Dated[],
  through: CivilDate,
): readonly Dated[] {
  return dated.filter(({ date }) => date < through);
}

/**
 * A part of a whole, kept between nothing and all. Where nothing is left of what had a value, as when all of
 * it was written off, nothing is done as long as nothing came in; of what never had one, all is done.
 */
function partOf(part: bigint, whole: bigint, value: bigint): Ratio {
  if (whole <= 0n) return part > 0n || value <= 0n ? ONE_RATIO : ZERO_RATIO;
  if (part <= 0n) return ZERO_RATIO;
  return part >= whole ? ONE_RATIO : ratio(part, whole);
}

function sum(dated: readonly { readonly amount: bigint }[]): bigint {
  let total = 0n;
  for (const { amount } of dated) total += amount;
  return total;
}

function shown(minor: bigint, deal: Deal, streams: DealStreams): string {
  return describeAmount(ratio(minor, 1n), 'money', currencyOf(deal, streams));
}

function currencyOf(deal: Deal, { company }: DealStreams): string {
  return deal.currency ?? company.homeCurrency;
}

/** The last day on which something that waits for a duration after a window is still held. */
export function dueAfterWindow(to: CivilDate, trigger: Extract<ReleaseTrigger, { on: 'after' }>): CivilDate {
  return addDuration(addDays(to, -1), trigger.after);
}
