import { addDays, type CivilDate, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, daysIn, intersect } from '../../calendar/date-range.js';
import { addRatios, divideRatios, multiplyRatios, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import { compareText, type RecordIndex } from '../record-index.js';
import { attainmentAsOf, type BookedWindow, type MeasureBook } from './measure-book.js';
import { windowQuota } from './quota.js';
import { entriesAsOf } from './window-credits.js';

/** What one member brings to a team's attainment. */
export interface MemberAttainment {
  readonly payee: string;
  /** The days of the window on which the payee is a member. */
  readonly days: number;
  /** Credited while a member: minor units, or millionths of units. */
  readonly credited: Ratio;
  /** The part of the member's quota that counts, prorated by membership days. */
  readonly quota: Ratio;
  /** The member's own attainment in the window. */
  readonly attainment: Ratio;
}

/** A team's attainment of one measure in one window as of a date, in both forms. */
export interface TeamAttainment {
  readonly team: string;
  readonly measure: string;
  readonly unit: 'money' | 'units';
  readonly currency: string;
  readonly window: ClosedRange;
  /** The last day that counted. */
  readonly at: CivilDate;
  /** Σ credited by members ÷ the team's own quota where one is loaded, else Σ their quotas. */
  readonly pooled: {
    readonly credited: Ratio;
    readonly quota: Ratio;
    readonly ownQuota: boolean;
    readonly attainment: Ratio | null;
  };
  /** The mean of the members' attainments, weighted by their days; `null` when no member has one. */
  readonly average: Ratio | null;
  readonly members: readonly MemberAttainment[];
  /** Members who have no quota: left out of both forms, unless the team has a quota of its own. */
  readonly withoutQuota: readonly string[];
}

/** All books of all payees, by payee: what team totals are made of. */
export type BooksByPayee = ReadonlyMap<string, readonly MeasureBook[]>;

/** What team attainment looks at. */
export interface TeamContext {
  readonly books: BooksByPayee;
  readonly index: RecordIndex;
  readonly hierarchy: Hierarchy;
  readonly company: Company;
}

/**
 * The attainment of a team down its whole subtree, in one measure, in the window that contains a day, as of
 * the end of that day. Roll-ups are left out, so that nothing counts twice.
 *
 * @returns `null` when nobody in the team has such a measure then
 */
export function teamAttainmentAt(
  team: string,
  measure: string,
  date: CivilDate,
  context: TeamContext,
): TeamAttainment | null {
  const members = membersOf(team, context);
  const found = [...members.keys()]
    .sort(compareText)
    .flatMap((payee) => booksAt(payee, measure, date, context));
  const first = found[0];
  if (first === undefined) return null;
  const window = first.own.window.full;
  const through = addDays(date, 1);
  const rows = found.map((each) => memberRow(each, members.get(each.payee) ?? [], through));
  const counted = rows.filter((row) => row.days > 0);
  const withQuota = counted.filter((row) => row.quota !== null && row.attainment !== null);
  const ownQuota = teamQuota(team, first.book, window, context);
  const inPool = ownQuota === null ? withQuota : counted;
  const credited = inPool.reduce((sum, row) => addRatios(sum, row.credited), ZERO_RATIO);
  const quota =
    ownQuota ?? withQuota.reduce((sum, row) => addRatios(sum, row.quota ?? ZERO_RATIO), ZERO_RATIO);
  return {
    team,
    measure,
    unit: first.book.measure.unit,
    currency: first.book.segment.plan.currency,
    window,
    at: date,
    pooled: {
      credited,
      quota,
      ownQuota: ownQuota !== null,
      attainment: quota.numerator === 0n ? null : divideRatios(credited, quota),
    },
    average: averageOf(withQuota),
    members: withQuota.map((row) => ({
      ...row,
      quota: row.quota ?? ZERO_RATIO,
      attainment: row.attainment ?? ZERO_RATIO,
    })),
    withoutQuota: counted.filter((row) => !withQuota.includes(row)).map(({ payee }) => payee),
  };
}

interface Found {
  readonly payee: string;
  readonly book: MeasureBook;
  readonly own: BookedWindow;
}

interface Row {
  readonly payee: string;
  readonly days: number;
  readonly credited: Ratio;
  readonly quota: Ratio | null;
  readonly attainment: Ratio | null;
}

/** The ranges in which each payee is a member of the team or of one below it. */
function membersOf(
  team: string,
  { hierarchy, index }: TeamContext,
): ReadonlyMap<string, readonly ClosedRange[]> {
  const members = new Map<string, ClosedRange[]>();
  for (const each of hierarchy.subtree(team)) {
    for (const membership of index.membershipsByTeam.get(each) ?? []) {
      if (membership.as !== 'member') continue;
      const range = { from: membership.from, to: membership.to ?? LAST_DATE };
      members.set(membership.payee, [...(members.get(membership.payee) ?? []), range]);
    }
  }
  return members;
}

function booksAt(payee: string, measure: string, date: CivilDate, { books }: TeamContext): readonly Found[] {
  return (books.get(payee) ?? []).flatMap((book) => {
    if (book.measure.id !== measure || book.measure.credit.kind === 'team') return [];
    const at = book.windows.find(
      ({ window }) => window.full.from <= date && date < window.full.to && window.from <= date,
    );
    return at === undefined ? [] : [{ payee, book, own: at }];
  });
}

function memberRow(
  { payee, book, own }: Found,
  memberships: readonly ClosedRange[],
  through: CivilDate,
): Row {
  const span = {
    from: own.window.from,
    to: own.window.to < own.window.full.to ? own.window.to : own.window.full.to,
  };
  const shared = joined(memberships.flatMap((range) => intersect(range, span) ?? []));
  const days = shared.reduce((sum, range) => sum + daysIn(range), 0);
  const credited = entriesAsOf(own, through)
    .filter(({ date }) => shared.some(({ from, to }) => from <= date && date < to))
    .reduce((sum, { credit }) => sum + credit, 0n);
  const quota =
    own.quota === null || own.quota.amount === 0n
      ? null
      : ratio(own.quota.amount * BigInt(days), BigInt(daysIn(span)));
  return {
    payee,
    days,
    credited: ratio(credited, book.scale),
    quota,
    attainment: attainmentAsOf(book, own, through),
  };
}

/** The days of several ranges, each once: who is in two teams of a subtree at a time is one member. */
function joined(ranges: readonly ClosedRange[]): readonly ClosedRange[] {
  const apart: ClosedRange[] = [];
  for (const range of [...ranges].sort((a, b) => compareText(a.from, b.from))) {
    const last = apart.at(-1);
    if (last === undefined || last.to < range.from) apart.push(range);
    else apart[apart.length - 1] = { from: last.from, to: later(last.to, range.to) };
  }
  return apart;
}

function teamQuota(
  team: string,
  book: MeasureBook,
  window: ClosedRange,
  { index }: TeamContext,
): Ratio | null {
  const quotas = (index.quotasByTeam.get(team) ?? []).filter(({ quota }) => quota === book.measure.quota);
  const { plan } = book.segment;
  const terms = {
    unit: book.measure.unit,
    currency: plan.currency,
    proration: plan.proration,
    rounding: plan.rounding,
  };
  const own = windowQuota(quotas, window, window, terms);
  return own === null || own.amount === 0n ? null : ratio(own.amount, 1n);
}

function averageOf(rows: readonly Row[]): Ratio | null {
  const days = rows.reduce((sum, row) => sum + row.days, 0);
  if (days === 0) return null;
  const weighted = rows.map((row) =>
    multiplyRatios(row.attainment ?? ZERO_RATIO, ratio(BigInt(row.days), 1n)),
  );
  return divideRatios(weighted.reduce(addRatios, ZERO_RATIO), ratio(BigInt(days), 1n));
}
