import type { CivilDate } from '../calendar/civil-date.js';
import type { SegmentBook } from '../engine/calculate.js';
import { creditedAsOf } from '../engine/measures/measure-book.js';
import type { PostedStanding } from './posted-statement.js';

/** The standings of a segment's measures in the windows that contain the last known day. */
export function postedStandings(
  { segment, measures }: SegmentBook,
  through: CivilDate,
): readonly PostedStanding[] {
  return measures.flatMap((book) => {
    const own = book.windows.find(({ window }) => window.from < through && through <= window.to);
    if (own === undefined) return [];
    const quota = own.quota === null || own.quota.amount === 0n ? null : own.quota.amount;
    return [
      {
        assignment: segment.assignment,
        segmentFrom: segment.from,
        measure: book.measure.id,
        windowFrom: own.window.from,
        windowTo: own.window.to,
        credited: creditedAsOf(book, own, through),
        scale: book.scale,
        quota,
      },
    ];
  });
}
