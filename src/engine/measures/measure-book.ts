import { type CivilDate, earlier, firstOfMonth } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type Ratio, ratio } from '../../money/ratio.js';
import type { TargetIncentive } from '../../records/record-kinds.js';
import { scaleOf } from '../credits/factors.js';
import { type CreditingContext, creditMeasure } from '../credits/measure-credits.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { DatedProblem } from '../problems-of-data.js';
import { type MeasureWindow, windowsOf } from './measure-window.js';
import { type WindowQuota, windowQuota } from './quota.js';
import { windowTargetIncentive } from './target-incentive.js';
import { activePartOf, type WindowAmount } from './window-amounts.js';
import { creditedIn, creditsByWindow, type WindowCredits } from './window-credits.js';

/** A window of a measure with what it is held against. */
export interface BookedWindow extends WindowCredits {
  readonly quota: WindowQuota | null;
  readonly targetIncentive: WindowAmount | null;
  readonly activePart: Ratio;
}

/** One measure of one segment of a payee: its windows in order, with their credits and quotas. */
export interface MeasureBook {
  readonly segment: Segment;
  readonly measure: Measure;
  /** What the exact figures of its credits are multiplied by. */
  readonly scale: bigint;
  readonly windows: readonly BookedWindow[];
  readonly problems: readonly DatedProblem[];
}

/** Credits a payee under a measure of a segment and sorts the credits into windows with their quotas. */
export function openMeasureBook(segment: Segment, measure: Measure, context: CreditingContext): MeasureBook {
  const credited = creditMeasure(segment, measure, context);
  const windows = windowsOf(segment, measure, context.company, context.streams.through);
  const { plan } = segment;
  const quotas = (context.index.quotasByPayee.get(segment.payee) ?? []).filter(
    ({ quota }) => quota === measure.quota,
  );
  const incentives = context.index.targetIncentivesByPayee.get(segment.payee) ?? [];
  const terms = {
    unit: measure.unit,
    currency: plan.currency,
    proration: plan.proration,
    rounding: plan.rounding,
    homeCurrency: context.company.homeCurrency,
  };
  return {
    segment,
    measure,
    scale: scaleOf(measure),
    windows: creditsByWindow(windows, credited)
      .filter(isOpen(segment))
      .map((own) => {
        const { full, opensWith, from } = own.window;
        const to = lastActiveDay(own.window, segment);
        const paying = opensWith === null ? full : { from: firstOfMonth(from), to: full.to };
        return {
          ...own,
          quota: windowQuota(quotas, full, { from: opensWith ?? from, to }, terms),
          targetIncentive: targetOf(incentives, { full, paying, active: { from, to } }, terms),
          activePart: activePartOf(paying, { from, to }, plan.proration),
        };
      }),
    problems: credited.problems,
  };
}

/**
 * The first day on which the segment is no longer active in a window. A window after the segment, which is
 * only there for what comes in late, is held against its whole quota.
 */
export function lastActiveDay({ from, to }: MeasureWindow, segment: Segment): CivilDate {
  return from < segment.to ? earlier(to, segment.to) : to;
}

/** A trailing window is paid month by month: its base rate is that of its whole reach, its target a month's. */
function targetOf(
  incentives: readonly TargetIncentive[],
  { full, paying, active }: Readonly<Record<'full' | 'paying' | 'active', ClosedRange>>,
  terms: Parameters<typeof windowTargetIncentive>[3],
): WindowAmount | null {
  const whole = windowTargetIncentive(incentives, full, active, terms);
  const paid = windowTargetIncentive(incentives, paying, active, terms);
  return whole === null || paid === null ? null : { full: whole.full, prorated: paid.prorated };
}

/** Windows after the segment are only there for what comes in late. */
function isOpen({ to }: Segment) {
  return ({ window, credits }: WindowCredits): boolean => window.from < to || credits.length > 0;
}

/** The window of a measure that contains a day. */
export function windowAt({ windows }: MeasureBook, date: CivilDate): BookedWindow | undefined {
  return windows.find(({ window }) => window.from <= date && date < window.to);
}

/** What stands on a measure in a window as of a date, times the scale; a trailing window reaches back. */
export function creditedAsOf(book: MeasureBook, own: BookedWindow, through: CivilDate): bigint {
  return creditedIn(own, through) + openingCredit(book, own, through);
}

/**
 * What is already on a trailing measure when a month opens: the months before that it still reaches, less
 * what is taken back of them while it reaches them.
 */
export function openingCredit(book: MeasureBook, own: BookedWindow, through: CivilDate): bigint {
  const until = earlier(through, own.window.to);
  return reachedBefore(book, own).reduce((sum, each) => {
    const taken = each.after.filter(({ date }) => date < until);
    return sum + creditedIn(each, each.window.to) + taken.reduce((total, { credit }) => total + credit, 0n);
  }, 0n);
}

/** The months before its own that a trailing window reaches; none for any other window. */
export function reachedBefore({ windows }: MeasureBook, { window }: BookedWindow): readonly BookedWindow[] {
  const { opensWith } = window;
  if (opensWith === null) return [];
  return windows.filter((each) => each.window.from >= opensWith && each.window.from < window.from);
}

/** Attainment as of a date: credited ÷ the full window's quota; `null` without a quota. */
export function attainmentAsOf(book: MeasureBook, own: BookedWindow, through: CivilDate): Ratio | null {
  if (own.quota === null || own.quota.amount === 0n) return null;
  return ratio(creditedAsOf(book, own, through), own.quota.amount * book.scale);
}
