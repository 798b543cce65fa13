import { type CivilDate, later } from '../../calendar/civil-date.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { MeasureWindow } from './measure-window.js';
import type { WindowCredits } from './window-credits.js';

/** What is carried from one measure's book into that of the next segment. */
export interface CarriedBook {
  readonly segment: Segment;
  readonly measure: Measure;
  /** What the exact figures of its credits are multiplied by. */
  readonly scale: bigint;
  readonly windows: readonly WindowCredits[];
  /** The book that this one goes on from. */
  readonly previous: CarriedBook | null;
}

/**
 * The book of the segment before that a measure goes on from, where its plan carries: the same measure, in the
 * same unit and currency, of a segment that ends the day before; one of the same assignment comes first.
 *
 * @param opened the books of segments that start earlier
 */
export function previousBook<Book extends CarriedBook>(
  segment: Segment,
  measure: Measure,
  opened: readonly Book[],
): Book | null {
  if (segment.plan.carriesFrom !== 'previous') return null;
  const found = opened.filter(
    (book) =>
      book.segment.to === segment.from && book.measure.id === measure.id && addsUp(book, segment, measure),
  );
  return found.find((book) => book.segment.assignment === segment.assignment) ?? found[0] ?? null;
}

function addsUp(book: CarriedBook, { plan }: Segment, { unit }: Measure): boolean {
  if (book.measure.unit !== unit) return false;
  return unit === 'units' || book.segment.plan.currency === plan.currency;
}

/** The books that a book goes on from, the nearest first. */
export function carriedBooks({ previous }: Pick<CarriedBook, 'previous'>): readonly CarriedBook[] {
  return previous === null ? [] : [previous, ...carriedBooks(previous)];
}

/** The first day that a window is held against a quota for: with what it carries, the first day carried. */
export function quotaFrom(
  { from, full, opensWith }: MeasureWindow,
  segment: Segment,
  previous: CarriedBook | null,
): CivilDate {
  const first = carriedBooks({ previous }).at(-1)?.segment.from;
  if (first === undefined || full.from >= segment.from) return opensWith ?? from;
  return later(full.from, first);
}

/**
 * What a window goes on from, times the scale of its book: what the segments before were credited in the window
 * in full, less what was taken back of it before a day.
 */
export function carriedCredit(book: CarriedBook, { from, full }: MeasureWindow, until: CivilDate): bigint {
  if (book.previous === null || full.from >= book.segment.from) return 0n;
  let sum = 0n;
  for (const { windows, scale, segment } of carriedBooks(book)) {
    const end = from < segment.to ? from : segment.to;
    let own = 0n;
    for (const { credits, inside, after } of windows) {
      const carried = new Set<string>();
      for (const { date, credit, deal, eventKey } of credits) {
        if (date < full.from || date >= end) continue;
        own += credit;
        carried.add(`${deal}\u0000${eventKey}`);
      }
      if (carried.size === 0) continue;
      for (const { date, credit, deal, target } of [...inside, ...after])
        if (date < until && carried.has(`${deal}\u0000${target}`)) own += credit;
    }
    sum += own * (book.scale / scale);
  }
  return sum;
}
