import { type CivilDate, earlier, firstOfMonth } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { leastCommonMultiple } from '../../money/divisors.js';
import { type Ratio, ratio } from '../../money/ratio.js';
import type { TargetIncentive } from '../../records/record-kinds.js';
import type { CreditReversal } from '../credits/credit.js';
import { scaleOf } from '../credits/factors.js';
import { type CreditingContext, creditMeasure } from '../credits/measure-credits.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { DatedProblem } from '../problems-of-data.js';
import { carriedCredit, quotaFrom } from './carried.js';
import { daysAway } from './days-away.js';
import { type LastYearQuota, openLastYear } from './last-year.js';
import { type MeasureWindow, windowsOf } from './measure-window.js';
import { type WindowQuota, windowQuota } from './quota.js';
import { monthRamp, withoutQuotaIn } from './ramp.js';
import { type IncentiveTerms, incentiveTerms, windowTargetIncentive } from './target-incentive.js';
import { activePartOf, type WindowAmount } from './window-amounts.js';
import { creditedIn, creditsByWindow, type WindowCredits } from './window-credits.js';

/** A window of a measure with what it is held against. */
export interface BookedWindow extends WindowCredits {
  readonly quota: WindowQuota | null;
  /** What was credited a year before, where that is what the quota is taken from. */
  readonly lastYear: LastYearQuota | null;
  readonly targetIncentive: WindowAmount | null;
  readonly activePart: Ratio;
  /** The first day that the quota is for: with what the window carries or reaches back to, an earlier one. */
  readonly quotaFrom: CivilDate;
  /** What the window is when it has no quota. */
  readonly withoutQuota: Measure['withoutQuota'];
}

/** One measure of one segment of a payee: its windows in order, with their credits and quotas. */
export interface MeasureBook {
  readonly segment: Segment;
  readonly measure: Measure;
  /** What the exact figures of its credits are multiplied by. */
  readonly scale: bigint;
  readonly windows: readonly BookedWindow[];
  /** The book of the segment before that this one goes on from. */
  readonly previous: MeasureBook | null;
  readonly problems: readonly DatedProblem[];
}

/** Credits a payee under a measure of a segment and sorts the credits into windows with their quotas. */
export function openMeasureBook(
  segment: Segment,
  measure: Measure,
  context: CreditingContext,
  previous: MeasureBook | null = null,
): MeasureBook {
  // What is carried has the decimals of the factors it was credited with.
  const scale = previous === null ? scaleOf(measure) : leastCommonMultiple(scaleOf(measure), previous.scale);
  const credited = scaled(creditMeasure(segment, measure, context), scale / scaleOf(measure));
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
    away: daysAway(segment, 'quota'),
    ramp: monthRamp(measure.ramp, segment),
  };
  const targetTerms = incentiveTerms(segment, context.company);
  const before = openLastYear(segment, measure, windows, terms, context);
  return {
    segment,
    measure,
    scale,
    previous,
    windows: creditsByWindow(windows, credited)
      .filter(isOpen(segment))
      .map((own) => {
        const { full, opensWith, from } = own.window;
        const to = lastActiveDay(own.window, segment);
        const paying = opensWith === null ? full : { from: firstOfMonth(from), to: full.to };
        const held = { from: quotaFrom(own.window, segment, previous), to };
        const active = { from, to };
        const loaded = windowQuota(quotas, full, held, terms);
        const lastYear = loaded === null ? (before?.quotaOf(full, held) ?? null) : null;
        return {
          ...own,
          quota: loaded ?? lastYear?.quota ?? null,
          lastYear,
          quotaFrom: held.from,
          withoutQuota: withoutQuotaIn(measure, segment, full, held),
          targetIncentive: targetOf(incentives, { full, paying, active }, targetTerms),
          activePart: activePartOf(paying, active, targetTerms),
        };
      }),
    problems: [...credited.problems, ...(before?.problems ?? [])],
  };
}

function scaled(credited: ReturnType<typeof creditMeasure>, factor: bigint): typeof credited {
  if (factor === 1n) return credited;
  const { credits, reversals, problems } = credited;
  const times = <Figures extends Pick<CreditReversal, 'base' | 'credit' | 'paidOn'>>(each: Figures) => ({
    ...each,
    base: each.base * factor,
    credit: each.credit * factor,
    paidOn: each.paidOn * factor,
  });
  return {
    credits: credits.map((each) => ({ ...times(each), share: each.share * factor })),
    reversals: reversals.map(times),
    problems,
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
  terms: IncentiveTerms,
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

/** What stands on a measure in a window as of a date, times the scale: with what it carries or reaches back to. */
export function creditedAsOf(book: MeasureBook, own: BookedWindow, through: CivilDate): bigint {
  return creditedIn(own, through) + openingCredit(book, own, through);
}

/**
 * What is already on a measure when a window opens: what it carries from the segments before, and for a trailing
 * one the months before that it still reaches, less what is taken back of them while it reaches them.
 */
export function openingCredit(book: MeasureBook, own: BookedWindow, through: CivilDate): bigint {
  const until = earlier(through, own.window.to);
  return reachedBefore(book, own).reduce(
    (sum, each) => {
      const taken = each.after.filter(({ date }) => date < until);
      return sum + creditedIn(each, each.window.to) + taken.reduce((total, { credit }) => total + credit, 0n);
    },
    carriedCredit(book, own.window, until),
  );
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
