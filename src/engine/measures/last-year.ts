import { addDays, addMonths, type CivilDate, firstOfMonth, nextMonth } from '../../calendar/civil-date.js';
import { type ClosedRange, intersect } from '../../calendar/date-range.js';
import { multiplyRatios, type Ratio, ratio, roundRatio, sumRatios } from '../../money/ratio.js';
import { scaleOf } from '../credits/factors.js';
import { type CreditingContext, creditMeasure } from '../credits/measure-credits.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { DatedProblem } from '../problems-of-data.js';
import type { MeasureWindow } from './measure-window.js';
import type { QuotaTerms, WindowQuota } from './quota.js';
import { countedPart } from './window-amounts.js';
import { creditsByWindow, entriesAsOf } from './window-credits.js';

/** What a window is held against that is held against last year's. */
export interface LastYearQuota {
  /** `null` where nothing was credited, or less. */
  readonly quota: WindowQuota | null;
  /** The window a year before. */
  readonly window: ClosedRange;
  /** What was credited then in all, in minor units or millionths of units. */
  readonly credited: Ratio;
}

/** A payee's own last year under a measure. */
export interface LastYear {
  /** What a window is held against that is active from one day to another. */
  readonly quotaOf: (window: ClosedRange, active: ClosedRange) => LastYearQuota;
  /** What was missing to credit last year, each from the day on which the window opens that needs it. */
  readonly problems: readonly DatedProblem[];
}

/**
 * Credits a payee a year before under the measure as it stands now, whatever plan was in force then, so that its
 * windows can be held against that. Days on which the payee does not count this year do not count last year either.
 *
 * @param windows those of the measure, in order
 * @returns `null` for a measure that is held against something else
 * @example
 * openLastYear(segment, measure, windows, terms, context)?.quotaOf(window.full, active).quota
 */
export function openLastYear(
  segment: Segment,
  measure: Measure,
  windows: readonly MeasureWindow[],
  terms: QuotaTerms,
  context: CreditingContext,
): LastYear | null {
  const { ofLastYear } = measure;
  const [first] = windows;
  const last = windows.at(-1);
  if (ofLastYear === null || first === undefined || last === undefined) return null;
  const known = { from: first.full.from, to: last.full.to };
  const credited = creditMeasure(yearBefore(segment, known), measure, context);
  const scale = scaleOf(measure);
  return {
    quotaOf: (full, active) => {
      const window = { from: addMonths(full.from, -12), to: addMonths(full.to, -12) };
      const own = { ...window, full: window, opensWith: null };
      const entries = creditsByWindow([own], credited).flatMap((each) => entriesAsOf(each, window.to));
      const counted = entries.map(({ date, credit }) =>
        multiplyRatios(ratio(credit, scale), countedPart(dayOf(date, full, terms), active, terms)),
      );
      const whole = ratio(
        entries.reduce((sum, { credit }) => sum + credit, 0n),
        scale,
      );
      const amount = roundRatio(multiplyRatios(sumRatios(counted), ofLastYear), terms.rounding);
      const isHeld = amount > 0n && whole.numerator > 0n;
      return {
        quota: isHeld ? { amount, full: multiplyRatios(whole, ofLastYear) } : null,
        window,
        credited: whole,
      };
    },
    problems: credited.problems.map((each) => ({ ...each, since: openingOf(each.since, windows, segment) })),
  };
}

/** The same segment a year before: as far as its windows reach, or where deals count by when they closed, its own days. */
function yearBefore(segment: Segment, known: ClosedRange): Segment {
  const back = (date: CivilDate): CivilDate => addMonths(date, -12);
  const byEvent = { from: back(known.from), to: back(known.to), creditedTo: back(known.to) };
  const { from, to, creditedTo } = segment;
  const byClose = { from: back(from), to: back(to), creditedTo: back(creditedTo) };
  return { ...segment, ...(segment.plan.governedBy === 'closeDate' ? byClose : byEvent) };
}

/** The days of this year by which it is told whether a day of last year counts: itself, or its month. */
function dayOf(date: CivilDate, full: ClosedRange, { proration }: QuotaTerms): ClosedRange {
  const day = addMonths(date, 12);
  if (proration === 'days') return { from: day, to: addDays(day, 1) };
  const month = { from: firstOfMonth(day), to: nextMonth(day) };
  return intersect(month, full) ?? month;
}

function openingOf(date: CivilDate, windows: readonly MeasureWindow[], { from }: Segment): CivilDate {
  const day = addMonths(date, 12);
  return windows.find(({ full }) => full.from <= day && day < full.to)?.from ?? from;
}
