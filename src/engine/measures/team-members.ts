import { addDays, type CivilDate, earlier, later } from '../../calendar/civil-date.js';
import { type ClosedRange, daysIn, intersect } from '../../calendar/date-range.js';
import { divideRatios, multiplyRatios, type Ratio, ratio, sumRatios, ZERO_RATIO } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import type { RecordIndex } from '../record-index.js';
import { attainmentAsOf, type BookedWindow, type MeasureBook, reachedBefore } from './measure-book.js';
import type { Memberships } from './team-memberships.js';
import { creditedOn } from './window-credits.js';

/** All books of all payees, by payee: what team totals are made of. */
export type BooksByPayee = ReadonlyMap<string, readonly MeasureBook[]>;

/** What team attainment looks at. */
export interface TeamContext {
  readonly books: BooksByPayee;
  readonly index: RecordIndex;
  readonly hierarchy: Hierarchy;
  readonly company: Company;
}

/** What one segment of a member brings to a team in the window that contains a day. */
export interface MemberRow {
  readonly payee: string;
  readonly book: MeasureBook;
  /** The window in full. */
  readonly window: ClosedRange;
  /** The days on which the payee is a member and on the plan; 0 for a segment that is over. */
  readonly days: number;
  /** Credited while a member: minor units, or millionths of units. */
  readonly credited: Ratio;
  /** The quota prorated by the days; `null` without one. */
  readonly quota: Ratio | null;
  /** The member's own attainment; `null` without a quota. */
  readonly attainment: Ratio | null;
}

/**
 * What the members bring in a measure as of the end of a day, in order of payee. Roll-ups are left out, so
 * that nothing counts twice.
 *
 * @example
 * memberRows(membersOf(['WEST'], '2026-03-31', context), 'sales', '2026-03-31', context);
 */
export function memberRows(
  members: Memberships,
  measure: string,
  date: CivilDate,
  { books }: TeamContext,
): readonly MemberRow[] {
  const counted = booksIn(measure, books);
  if (counted.size === 0) return [];
  return [...members].flatMap(([payee, ranges]) =>
    (counted.get(payee) ?? []).flatMap((book) => {
      const own = book.windows.find(
        ({ window }) => window.full.from <= date && date < window.full.to && window.from <= date,
      );
      return own === undefined ? [] : memberRow(payee, { book, own }, ranges, addDays(date, 1));
    }),
  );
}

const KNOWN_BOOKS = new WeakMap<BooksByPayee, Map<string, BooksByPayee>>();

/** The books of one measure that count for teams, without roll-ups; sorted out when it is first asked for. */
function booksIn(measure: string, books: BooksByPayee): BooksByPayee {
  const byMeasure = KNOWN_BOOKS.get(books) ?? new Map<string, BooksByPayee>();
  KNOWN_BOOKS.set(books, byMeasure);
  const known = byMeasure.get(measure);
  if (known !== undefined) return known;
  const counted = new Map(
    [...books].flatMap(([payee, all]) => {
      const own = all.filter((book) => book.measure.id === measure && book.measure.credit.kind !== 'team');
      return own.length === 0 ? [] : [[payee, own] as const];
    }),
  );
  byMeasure.set(measure, counted);
  return counted;
}

/** The mean of the rows' attainments, weighted by their days; `null` when none has days. */
export function averageOf(rows: readonly Pick<MemberRow, 'days' | 'attainment'>[]): Ratio | null {
  const days = rows.reduce((sum, row) => sum + row.days, 0);
  if (days === 0) return null;
  const weighted = rows.map((row) =>
    multiplyRatios(row.attainment ?? ZERO_RATIO, ratio(BigInt(row.days), 1n)),
  );
  return divideRatios(sumRatios(weighted), ratio(BigInt(days), 1n));
}

/** @returns nothing for somebody who is no member in the window */
function memberRow(
  payee: string,
  { book, own }: { readonly book: MeasureBook; readonly own: BookedWindow },
  memberships: readonly ClosedRange[],
  through: CivilDate,
): readonly MemberRow[] {
  const { full, from, opensWith } = own.window;
  const span = { from: opensWith ?? from, to: earlier(own.window.to, full.to) };
  const shared = within(memberships, span);
  if (shared.length === 0) return [];
  // What comes in after a segment is credited, but the quota and the days are those of the segment.
  const active = { from: span.from, to: later(span.from, earlier(span.to, book.segment.to)) };
  const days = from < book.segment.to ? daysOf(within(shared, active)) : 0;
  return [
    {
      payee,
      book,
      window: full,
      days,
      credited: ratio(creditedWithin(shared, { book, own }, through), book.scale),
      quota: quotaOf(own, days, { from: own.quotaFrom, to: active.to }),
      attainment: attainmentAsOf(book, own, through),
    },
  ];
}

function quotaOf({ quota }: BookedWindow, days: number, active: ClosedRange): Ratio | null {
  if (quota === null || quota.amount === 0n) return null;
  return days === 0 ? ZERO_RATIO : ratio(quota.amount * BigInt(days), BigInt(daysIn(active)));
}

/**
 * The exact credit of some days that stands on a measure as of a date, with the months a trailing window
 * reaches. What is taken back goes with the credit that it takes back.
 */
export function creditedWithin(
  days: readonly ClosedRange[],
  { book, own }: { readonly book: MeasureBook; readonly own: BookedWindow },
  through: CivilDate,
): bigint {
  const counts = (day: CivilDate) => days.some(({ from, to }) => from <= day && day < to);
  const until = earlier(through, own.window.to);
  const reached = reachedBefore(book, own);
  let sum = creditedOn(own, through, counts);
  for (const each of reached) sum += creditedOn(each, each.window.to, counts);
  for (const { credits, after } of reached) {
    const counted = new Set(
      credits.filter(({ date }) => counts(date)).map(({ deal, eventKey }) => `${deal}\u0000${eventKey}`),
    );
    for (const { date, deal, target, credit } of after) {
      if (date < until && counted.has(`${deal}\u0000${target}`)) sum += credit;
    }
  }
  return sum;
}

/** The parts of some ranges that lie in a span. */
export function within(ranges: readonly ClosedRange[], span: ClosedRange): readonly ClosedRange[] {
  return ranges.flatMap((range) => intersect(range, span) ?? []);
}

/** The days of ranges that do not touch each other. */
export function daysOf(ranges: readonly ClosedRange[]): number {
  return ranges.reduce((sum, range) => sum + daysIn(range), 0);
}
