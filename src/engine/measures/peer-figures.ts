import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type Ratio, ratio, sumRatios, ZERO_RATIO } from '../../money/ratio.js';
import { type Gap, type Peer, peerKey } from '../mechanisms/peer-group.js';
import { missingWeight } from '../problems-of-data.js';
import type { RecordIndex } from '../record-index.js';
import type { AskedGroup } from './asked-group.js';
import { carriedBooks } from './carried.js';
import { attainmentAsOf, type BookedWindow, creditedAsOf, type MeasureBook } from './measure-book.js';
import { weightIn, weightOn } from './pool-weights.js';
import { creditedWithin, daysOf, within } from './team-members.js';

/** A measure of a segment in the window that is asked for. */
export interface MeasureWindowBook {
  readonly book: MeasureBook;
  readonly own: BookedWindow;
}

/** A segment of somebody on the plan in the window that is asked for, with the measures that count. */
export interface Candidate extends MeasureWindowBook {
  /** The days on which the payee belongs to the group, none touching another. */
  readonly ranges: readonly ClosedRange[];
  readonly fund: MeasureWindowBook | null;
  readonly qualifier: MeasureWindowBook | null;
}

/** What one of a group brings to it. */
export interface PeerFigures {
  readonly peer: Peer;
  /** What is credited under the fund's measure, in minor units. */
  readonly fund: Ratio;
}

/** What a segment brings that counts for the days on which it belongs. */
export function peerByDays(candidate: Candidate, asked: AskedGroup, index: RecordIndex): PeerFigures {
  const { book, own, ranges, qualifier, fund } = candidate;
  const { segment } = book;
  const { span, date } = asked;
  const through = addDays(date, 1);
  const active = { from: segment.from, to: segment.to };
  const counted = within(within(ranges, { from: span.from, to: earlier(span.to, through) }), active);
  const { weights: pool, reads } = asked.question;
  const weight = pool === null ? null : weightIn(pool, segment.payee, counted, index);
  return {
    peer: {
      key: peerKey(segment),
      payee: segment.payee,
      days: daysOf(counted),
      credited: reads.includes('credited') ? creditedOn(ranges, candidate, through) : ZERO_RATIO,
      attainment: reads.includes('attainment') ? attainmentAsOf(book, own, through) : null,
      qualifying: qualifier === null ? null : attainmentAsOf(qualifier.book, qualifier.own, through),
      weight,
      gaps: [
        ...(counted.length === 0 ? [] : weightGaps(pool, weight, date)),
        ...creditGaps([reads.length === 0 ? undefined : book, fund?.book], through),
      ],
    },
    fund: fund === null ? ZERO_RATIO : creditedOn(ranges, fund, through),
  };
}

/**
 * What a payee brings who belongs at the end: all of the window, also from an earlier stretch on the plan.
 *
 * @param last the stretch in which the window ends
 */
export function peerAtEnd(
  last: Candidate,
  all: readonly Candidate[],
  { question, date }: AskedGroup,
  index: RecordIndex,
): PeerFigures {
  const { segment } = last.book;
  const through = addDays(date, 1);
  const { weights: pool, reads } = question;
  const weight = pool === null ? null : weightOn(pool, segment.payee, date, index);
  const books = all.flatMap(({ book, fund, qualifier }) => [book, fund?.book, qualifier?.book]);
  return {
    peer: {
      key: peerKey(segment),
      payee: segment.payee,
      days: 1,
      credited: reads.includes('credited') ? creditedOf(all, through) : ZERO_RATIO,
      attainment: reads.includes('attainment') ? attainmentOf(all, through) : null,
      qualifying: attainmentOf(present(all.map(({ qualifier }) => qualifier)), through),
      weight,
      gaps: [...weightGaps(pool, weight, date), ...creditGaps(books, through)],
    },
    fund: creditedOf(present(all.map(({ fund }) => fund)), through),
  };
}

/** Without the stretches that a later one goes on from, which has their credit already. */
function apart(all: readonly MeasureWindowBook[]): readonly MeasureWindowBook[] {
  const carried = new Set(all.flatMap(({ book }) => carriedBooks(book)));
  return all.filter(({ book }) => !carried.has(book));
}

function present<Value>(values: readonly (Value | null)[]): readonly Value[] {
  return values.flatMap((each) => (each === null ? [] : [each]));
}

/** What was credited on some days, in minor units or millionths. */
function creditedOn(
  ranges: readonly ClosedRange[],
  { book, own }: MeasureWindowBook,
  through: CivilDate,
): Ratio {
  const { from, to, full, opensWith } = own.window;
  const days = within(ranges, { from: opensWith ?? from, to: earlier(to, full.to) });
  return ratio(creditedWithin(days, { book, own }, through), book.scale);
}

function creditedOf(all: readonly MeasureWindowBook[], through: CivilDate): Ratio {
  return sumRatios(apart(all).map(({ book, own }) => ratio(creditedAsOf(book, own, through), book.scale)));
}

/** Credited ÷ quota of all stretches together; `null` where one of them has no quota. */
function attainmentOf(all: readonly MeasureWindowBook[], through: CivilDate): Ratio | null {
  const held = apart(all);
  const quota = held.reduce((sum, { own }) => sum + (own.quota?.amount ?? 0n), 0n);
  if (quota === 0n || held.some(({ own }) => own.quota === null)) return null;
  const { numerator, denominator } = creditedOf(all, through);
  return ratio(numerator, denominator * quota);
}

function weightGaps(pool: string | null, weight: Ratio | null, date: CivilDate): readonly Gap[] {
  if (pool === null || weight !== null) return [];
  return [{ code: 'missing-weight', own: missingWeight(pool, date) }];
}

/** What keeps credits from being known in full; the payee is told of it where that happens. */
export function creditGaps(books: readonly (MeasureBook | undefined)[], through: CivilDate): readonly Gap[] {
  const problems = books.flatMap((book) => book?.problems ?? []).filter(({ since }) => since < through);
  return problems.map(({ problem }) => ({ code: problem.code, own: null }));
}
