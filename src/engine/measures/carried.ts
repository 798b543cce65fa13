import { type CivilDate, later } from '../../calendar/civil-date.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import { carriesNothing, type DatedProblem } from '../problems-of-data.js';
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
  return nearest(
    segment,
    booksBefore(segment, measure, opened).filter((book) => countsAlike(book, segment, measure)),
  );
}

/**
 * Warns of a measure that goes on from nothing, as what the segment before counted can not be added to it: in another
 * currency, or money where units are counted. Where no window began before the segment there is nothing to carry.
 *
 * @param windows those of the measure in the segment
 * @param opened the books of segments that start earlier
 */
export function notCarried(
  segment: Segment,
  measure: Measure,
  windows: readonly Pick<WindowCredits, 'window'>[],
  opened: readonly CarriedBook[],
): readonly DatedProblem[] {
  if (previousBook(segment, measure, opened) !== null) return [];
  const before = nearest(segment, booksBefore(segment, measure, opened));
  const isUnderWay = windows.some(({ window }) => window.full.from < segment.from);
  if (before === null || !isUnderWay) return [];
  const [counted, counts] = [countedIn(before.measure, before.segment), countedIn(measure, segment)];
  const from = { assignment: before.segment.assignment, counted };
  return [{ since: segment.from, problem: carriesNothing(measure.id, segment.from, from, counts) }];
}

/** The books of the same measure that end the day before a segment whose plan carries. */
function booksBefore<Book extends CarriedBook>(
  { plan, from }: Segment,
  { id }: Measure,
  opened: readonly Book[],
): readonly Book[] {
  if (plan.carriesFrom !== 'previous') return [];
  return opened.filter((book) => book.segment.to === from && book.measure.id === id);
}

function nearest<Book extends CarriedBook>({ assignment }: Segment, books: readonly Book[]): Book | null {
  return books.find((book) => book.segment.assignment === assignment) ?? books[0] ?? null;
}

function countsAlike(book: CarriedBook, segment: Segment, measure: Measure): boolean {
  return countedIn(book.measure, book.segment) === countedIn(measure, segment);
}

/** What a measure counts in: units, or money of a currency. */
function countedIn({ unit }: Measure, { plan }: Segment): string {
  return unit === 'units' ? 'units' : plan.currency;
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
