import { addDays, type CivilDate, earlier, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, daysIn, intersect } from '../../calendar/date-range.js';
import { divideRatios, multiplyRatios, type Ratio, ratio, sumRatios, ZERO_RATIO } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import { compareText, type RecordIndex } from '../record-index.js';
import { attainmentAsOf, type BookedWindow, type MeasureBook, reachedBefore } from './measure-book.js';
import { entriesAsOf } from './window-credits.js';

/** All books of all payees, by payee: what team totals are made of. */
export type BooksByPayee = ReadonlyMap<string, readonly MeasureBook[]>;

/** What team attainment looks at. */
export interface TeamContext {
  readonly books: BooksByPayee;
  readonly index: RecordIndex;
  readonly hierarchy: Hierarchy;
  readonly company: Company;
}

/** The ranges in which each payee is a member, none touching another, by payee in order of id. */
export type Memberships = ReadonlyMap<string, readonly ClosedRange[]>;

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
 * Who is a member of some teams or of one below them, as far as they have joined by the end of a day. Who is
 * in two teams at a time is one member.
 *
 * @example
 * membersOf(['WEST'], '2026-03-31', context).get('ann') // [{ from: '2026-01-01', to: '2026-03-01' }]
 */
export function membersOf(
  teams: readonly string[],
  date: CivilDate,
  { hierarchy, index }: TeamContext,
): Memberships {
  const ranges = new Map<string, ClosedRange[]>();
  for (const team of new Set(teams.flatMap((each) => hierarchy.subtree(each)))) {
    for (const { as, payee, from, to } of index.membershipsByTeam.get(team) ?? []) {
      if (as !== 'member') continue;
      ranges.set(payee, [...(ranges.get(payee) ?? []), { from, to: to ?? LAST_DATE }]);
    }
  }
  const payees = [...ranges.keys()].sort(compareText);
  return new Map(
    payees.map((payee) => [payee, joined(ranges.get(payee) ?? []).filter(({ from }) => from <= date)]),
  );
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
  return [...members].flatMap(([payee, ranges]) =>
    (books.get(payee) ?? []).flatMap((book) => {
      if (book.measure.id !== measure || book.measure.credit.kind === 'team') return [];
      const own = book.windows.find(
        ({ window }) => window.full.from <= date && date < window.full.to && window.from <= date,
      );
      return own === undefined ? [] : memberRow(payee, { book, own }, ranges, addDays(date, 1));
    }),
  );
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
  const counts = ({ date }: { readonly date: CivilDate }) =>
    days.some(({ from, to }) => from <= date && date < to);
  const until = earlier(through, own.window.to);
  const reached = reachedBefore(book, own);
  const entries = [
    ...reached.flatMap((each) => entriesAsOf(each, each.window.to)),
    ...entriesAsOf(own, through),
  ];
  const taken = reached.flatMap(({ credits, after }) => {
    const counted = new Set(credits.filter(counts).map(({ deal, eventKey }) => `${deal}\u0000${eventKey}`));
    return after.filter(({ date, deal, target }) => date < until && counted.has(`${deal}\u0000${target}`));
  });
  return [...entries.filter(counts), ...taken].reduce((sum, { credit }) => sum + credit, 0n);
}

/** The parts of some ranges that lie in a span. */
export function within(ranges: readonly ClosedRange[], span: ClosedRange): readonly ClosedRange[] {
  return ranges.flatMap((range) => intersect(range, span) ?? []);
}

/** The days of ranges that do not touch each other. */
export function daysOf(ranges: readonly ClosedRange[]): number {
  return ranges.reduce((sum, range) => sum + daysIn(range), 0);
}

/** The days of several ranges, each once: who is in two teams of a subtree at a time is one member. */
export function joined(ranges: readonly ClosedRange[]): readonly ClosedRange[] {
  const apart: ClosedRange[] = [];
  for (const range of [...ranges].sort((a, b) => compareText(a.from, b.from))) {
    const last = apart.at(-1);
    if (last === undefined || last.to < range.from) apart.push(range);
    else apart[apart.length - 1] = { from: last.from, to: later(last.to, range.to) };
  }
  return apart;
}
