import type { CreditingContext } from '../credits/measure-credits.js';
import type { Segment } from '../credits/segment.js';
import { compareText } from '../record-index.js';
import { notCarried, previousBook } from './carried.js';
import { type MeasureBook, openMeasureBook } from './measure-book.js';

/**
 * The measures of each segment of a payee, in the order of their ids. Segments are opened from the first day on,
 * as a later one may go on from an earlier one, and come back in the order in which they are given.
 *
 * @example
 * openSegments(segments, crediting)[0]?.measures
 */
export function openSegments(
  segments: readonly Segment[],
  crediting: CreditingContext,
): readonly { readonly segment: Segment; readonly measures: readonly MeasureBook[] }[] {
  const opened = new Map<Segment, readonly MeasureBook[]>();
  for (const segment of [...segments].sort((a, b) => compareText(a.from, b.from))) {
    const earlier = [...opened.values()].flat();
    const measures = [...segment.plan.measures].sort((a, b) => compareText(a.id, b.id));
    opened.set(
      segment,
      measures.map((measure) => {
        const book = openMeasureBook(segment, measure, crediting, previousBook(segment, measure, earlier));
        const lost = notCarried(segment, measure, book.windows, earlier);
        return lost.length === 0 ? book : { ...book, problems: [...book.problems, ...lost] };
      }),
    );
  }
  return segments.map((segment) => ({ segment, measures: opened.get(segment) ?? [] }));
}
