import { dayNumber } from '../../calendar/day-number.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { ShareScale } from './fold-marginal.js';
import type { FoldPeriod } from './fold-period.js';
import type { FoldedMeasure, FoldedStanding } from './folded-measure.js';
import type { MeasureEntries } from './measure-entries.js';
import { MOST_EXACT } from './safe-number.js';
import type { FrameQuota, FrameWindow } from './window-frames.js';

/** One measure of a segment with what it credits a payee. */
export interface CreditedMeasure {
  readonly segment: Segment;
  readonly measure: Measure;
  readonly windows: readonly FrameWindow[];
  readonly quotas: readonly (FrameQuota | null)[];
  readonly entries: MeasureEntries;
}

/**
 * Tells where a measure stands at the end of each period, and what it credits on which day.
 *
 * @param through the first day that is not known yet, as a number
 * @returns `null` where its sums are not exact in numbers
 *
 * @example
 * measureStandings(credited, periods, 20260401, scale)?.standings[0]?.credited
 */
export function measureStandings(
  { segment, measure, windows, quotas, entries }: CreditedMeasure,
  periods: readonly FoldPeriod[],
  through: number,
  scale: ShareScale,
): FoldedMeasure | null {
  const credits = new Float64Array(entries.count);
  for (let place = 0; place < entries.count; place += 1) {
    credits[place] = (entries.amount[place] ?? 0) * ((entries.share[place] ?? 0) / scale.unit);
  }
  const days = entries.day.slice(0, entries.count);
  const isOpen = windows.map(
    ({ window, from, to }) => window.from < segment.to || hasCredits(days, from, to),
  );
  const standings: FoldedStanding[] = [];
  let place = 0;
  let window = 0;
  let credited = 0;
  for (const [number, { to }] of periods.entries()) {
    const end = Math.min(dayNumber(to), through);
    for (;;) {
      const own = windows[window];
      if (own === undefined) break;
      for (; place < entries.count && (days[place] ?? 0) < Math.min(end, own.to); place += 1) {
        credited += credits[place] ?? 0;
        if (!(Math.abs(credited) <= MOST_EXACT)) return null;
      }
      if (end <= own.to) break;
      window += 1;
      credited = 0;
    }
    const own = windows[window];
    if (own === undefined || own.from >= end) continue;
    if (isOpen[window] === true) standings.push({ period: number, window, credited });
  }
  return { segment, measure, windows, quotas, isOpen, standings, days, credits };
}

function hasCredits(days: Int32Array, from: number, to: number): boolean {
  return days.some((day) => from <= day && day < to);
}
