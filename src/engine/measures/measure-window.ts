import { addDays, addMonths, type CivilDate, earlier, later } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import { lastDay, type Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';

/** One window of a measure in a segment. */
export interface MeasureWindow {
  /** The window clipped to the segment: only what falls into it counts. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The window in full, as its quota and target incentive are meant. */
  readonly full: ClosedRange;
  /** For a trailing window: the first day whose credit is already on the measure when the window opens. */
  readonly opensWith: CivilDate | null;
}

/** The windows of a measure in a segment that have begun before a date, in order. */
export function windowsOf(
  segment: Segment,
  measure: Measure,
  calendar: FiscalCalendar,
  through: CivilDate,
): readonly MeasureWindow[] {
  const end = earlier(lastDay(segment), through);
  if (measure.window.kind === 'plan') {
    const full = segment.plan.effective;
    return segment.from < end
      ? [{ from: later(segment.from, full.from), to: lastDay(segment), full, opensWith: null }]
      : [];
  }
  const kind = measure.window.kind === 'trailing' ? 'month' : measure.window.kind;
  const windows: MeasureWindow[] = [];
  for (let day = segment.from; day < end; ) {
    const window = windowContaining(kind, day, calendar);
    const clipped = { from: later(window.from, segment.from), to: earlier(window.to, lastDay(segment)) };
    windows.push({ ...clipped, ...reach(measure, window, segment) });
    day = window.to;
  }
  return windows;
}

/** A trailing window is paid month by month and reaches back over the months before. */
function reach(
  { window }: Measure,
  month: ClosedRange,
  segment: Segment,
): Pick<MeasureWindow, 'full' | 'opensWith'> {
  if (window.kind !== 'trailing') return { full: month, opensWith: null };
  const from = addMonths(month.from, 1 - window.months);
  return { full: { from, to: month.to }, opensWith: later(from, segment.from) };
}

/** The last day of a window that counts when everything before `through` is known. */
export function lastKnownDay(window: { readonly to: CivilDate }, through: CivilDate): CivilDate {
  return addDays(earlier(window.to, through), -1);
}
