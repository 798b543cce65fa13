import { intersect } from '../../calendar/date-range.js';
import { monthsOf } from '../../calendar/proration.js';
import { formatPercent, type Ratio, ratio } from '../../money/ratio.js';
import { carriedBooks, carriedCredit } from '../measures/carried.js';
import { daysAway } from '../measures/days-away.js';
import type { BookedWindow, MeasureBook } from '../measures/measure-book.js';
import { firstRampMonth, monthRamp } from '../measures/ramp.js';

/**
 * What makes the quota of a window another than the loaded one, and what the window goes on from, in sentences.
 *
 * @param shown writes an exact figure of the measure
 * @example
 * describeQuota(book, own, shown) // ['The quota ramps from 2026-02-01 on: 40% in 2026-02, 70% in 2026-03.']
 */
export function describeQuota(
  book: MeasureBook,
  own: BookedWindow,
  shown: (exact: Ratio) => string,
): readonly string[] {
  return [
    ...describeLastYear(book, own, shown),
    ...describeRamp(book, own),
    ...describeAway(book, own),
    ...describeCarried(book, own, shown),
  ];
}

function describeLastYear(
  { measure }: MeasureBook,
  { lastYear }: BookedWindow,
  shown: (exact: Ratio) => string,
): readonly string[] {
  const { ofLastYear } = measure;
  if (lastYear === null || ofLastYear === null) return [];
  const { window, credited } = lastYear;
  return [
    `The quota is ${formatPercent(ofLastYear)} of what was credited from ${window.from} to before ${window.to}, in all ${shown(credited)}.`,
  ];
}

function describeRamp({ measure, segment }: MeasureBook, own: BookedWindow): readonly string[] {
  const part = monthRamp(measure.ramp, segment);
  if (measure.ramp === null || part === undefined) return [];
  const { full, to } = own.window;
  const held = intersect(full, { from: own.quotaFrom, to });
  const months = (held === undefined ? [] : monthsOf(held))
    .map(({ from }) => ({ from, share: part(from) }))
    .filter(({ share }) => share.numerator !== share.denominator)
    .map(({ from, share }) => `${formatPercent(share)} in ${from.slice(0, 7)}`);
  if (months.length === 0) return [];
  return [`The quota ramps from ${firstRampMonth(measure.ramp, segment)} on: ${months.join(', ')}.`];
}

function describeAway({ segment }: MeasureBook, own: BookedWindow): readonly string[] {
  return daysAway(segment, 'quota').flatMap((range) => {
    const gone = intersect(own.window.full, range);
    if (gone === undefined) return [];
    return [`The quota is less for being away from ${gone.from} to before ${gone.to}.`];
  });
}

function describeCarried(
  book: MeasureBook,
  own: BookedWindow,
  shown: (exact: Ratio) => string,
): readonly string[] {
  const carried = carriedCredit(book, own.window, own.window.to);
  if (carried === 0n) return [];
  const from = carriedBooks(book).map(({ segment }) => segment.plan.id);
  const plans = [...new Set(from)].join(', ');
  return [
    `The window goes on from ${shown(ratio(carried, book.scale))} credited before on ${plans}; its quota is for all of it from ${own.quotaFrom} on.`,
  ];
}
