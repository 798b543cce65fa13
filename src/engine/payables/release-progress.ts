import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { addDuration, formatDuration } from '../../calendar/duration.js';
import { minorDigits } from '../../money/currency.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { formatPercent, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import { dealFigures } from '../events/deal-figures.js';
import { dealFacts } from '../facts.js';
import type { ReleaseTrigger } from '../modifiers/release.js';

/** How far a share of a deal's earning has become payable, and what it still waits for. */
export interface ReleaseProgress {
  /** Between 0 and 1. */
  readonly ratio: Ratio;
  /** In words, for statements: "40,000.00 of 100,000.00 USD collected; INV-3 open with 60,000.00". */
  readonly because: string;
}

/** What was paid on for a deal, by date: tells how much of it is older than a wait. */
export interface PaidOnByDate {
  readonly date: CivilDate;
  readonly paidOn: bigint;
}

/** What tells how far a release has come. */
export interface ReleaseContext {
  readonly streams: DealStreams;
  readonly currency: string;
  readonly through: CivilDate;
}

/** How far a trigger has come for a deal when everything before `through` is known. */
export function releaseProgress(
  trigger: ReleaseTrigger,
  deal: Deal,
  paidOn: readonly PaidOnByDate[],
  context: ReleaseContext,
): ReleaseProgress {
  switch (trigger.on) {
    case 'booked':
      return deal.closeDate < context.through
        ? { ratio: ONE_RATIO, because: `booked on ${deal.closeDate}` }
        : { ratio: ZERO_RATIO, because: `waits for the close date ${deal.closeDate}` };
    case 'recognized':
      return recognized(deal, context);
    case 'collected':
      return collected(deal, trigger.of, context);
    case 'after': {
      const ready = paidOn.filter(({ date }) => addDuration(date, trigger.after) < context.through);
      const part = partOf(sum(ready.map((each) => each.paidOn)), sum(paidOn.map((each) => each.paidOn)));
      return {
        ratio: part,
        because: `${formatDuration(trigger.after)} after the event: ${formatPercent(part)} of it is due`,
      };
    }
    case 'condition': {
      const { company, index } = context.streams;
      const met = trigger.when.met(dealFacts(deal, context.currency, company, index));
      return met
        ? { ratio: ONE_RATIO, because: 'the condition on the deal holds' }
        : { ratio: ZERO_RATIO, because: 'waits for the condition on the deal to hold' };
    }
  }
}

function recognized(deal: Deal, { streams, through }: ReleaseContext): ReleaseProgress {
  const events = streams.base(deal, 'recognized');
  const done = sum(events.filter(({ date }) => date < through).map(({ amount }) => amount));
  const whole = valueAsItStands(deal, streams, through);
  const part = partOf(done, whole);
  return {
    ratio: part,
    because: `${shown(done, deal, streams)} of ${shown(whole, deal, streams)} recognized`,
  };
}

function collected(
  deal: Deal,
  of: 'deal' | 'firstYear' | 'invoiced',
  { streams, through }: ReleaseContext,
): ReleaseProgress {
  const lines = streams.cash(deal);
  const known = <Dated extends { readonly date: CivilDate }>(dated: readonly Dated[]) =>
    dated.filter(({ date }) => date < through);
  const cash = sum(lines.flatMap(({ events }) => known(events).map(({ amount }) => amount)));
  const lost = sum(
    lines.flatMap(({ credited, writtenOff }) =>
      known([...credited, ...writtenOff]).map(({ amount }) => amount),
    ),
  );
  const invoiced = sum(known(lines.map(({ line }) => line)).map(({ amount }) => amount));
  const whole =
    of === 'invoiced'
      ? invoiced - lost
      : of === 'firstYear'
        ? dealFigures(deal, streams.company).firstYear - lost
        : valueAsItStands(deal, streams, through) - lost;
  const open = lines
    .filter(({ line }) => line.date < through)
    .flatMap(({ line, events, credited, writtenOff }) => {
      const left =
        line.amount -
        sum([...known(events), ...known(credited), ...known(writtenOff)].map(({ amount }) => amount));
      return left > 0n
        ? [
            `${line.invoice} open with ${shown(left, deal, streams)}${line.dueDate === null ? '' : `, due ${line.dueDate}`}`,
          ]
        : [];
    });
  const waits =
    open.length > 0 ? open.slice(0, 3).join('; ') : cash < whole ? 'not invoiced in full' : 'all paid';
  return {
    ratio: partOf(cash, whole),
    because: `${shown(cash, deal, streams)} of ${shown(whole, deal, streams)} collected; ${waits}`,
  };
}

/** The deal's value with its amendments before a date; an open-ended deal has its expected value. */
function valueAsItStands(deal: Deal, streams: DealStreams, through: CivilDate): bigint {
  const { tcv } = dealFigures(deal, streams.company);
  const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
  return amendments
    .filter(({ date }) => date < through)
    .reduce((value, { kind, amount }) => (kind === 'cancellation' ? 0n : value + (amount ?? 0n)), tcv);
}

/** A part of a whole, kept between nothing and all; of nothing, all is done. */
function partOf(part: bigint, whole: bigint): Ratio {
  if (whole <= 0n) return ONE_RATIO;
  if (part <= 0n) return ZERO_RATIO;
  return part >= whole ? ONE_RATIO : ratio(part, whole);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function shown(minor: bigint, deal: Deal, { company }: DealStreams): string {
  const currency = deal.currency ?? company.homeCurrency;
  return `${grouped(formatMinorUnits(minor, currency), minorDigits(currency))} ${currency}`;
}

function grouped(text: string, digits: number): string {
  const whole = digits === 0 ? text : text.slice(0, -digits - 1);
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + text.slice(whole.length);
}

/** The last day on which something that waits for a duration after a window is still held. */
export function dueAfterWindow(to: CivilDate, trigger: Extract<ReleaseTrigger, { on: 'after' }>): CivilDate {
  return addDuration(addDays(to, -1), trigger.after);
}
