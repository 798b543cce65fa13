import { type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import { type ClosedRange, rangesOverlap } from '../../calendar/date-range.js';
import { divideRatios, type Ratio, ratio, sumRatios } from '../../money/ratio.js';
import type { MeasureBook } from './measure-book.js';
import { windowQuota } from './quota.js';
import { averageOf, type MemberRow, memberRows, type TeamContext } from './team-members.js';
import { membersOf } from './team-memberships.js';

/** What one member brings to a team's attainment. */
export interface MemberAttainment {
  readonly payee: string;
  /** The days of the window on which the payee is a member and on the plan: the weight in the average. */
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
  /**
   * Members who are left out of both forms: without a quota (whose credit counts against a team's own), or
   * with another unit, currency or window than the first member, which cannot be added up.
   */
  readonly withoutQuota: readonly string[];
  /** Everybody who is a member on a day of the window and has joined by the last day that counted. */
  readonly people: readonly string[];
}

/**
 * The attainment of a team down its whole subtree, in one measure, in the window that contains a day, as of
 * the end of that day. Roll-ups are left out, so that nothing counts twice.
 *
 * @returns `null` when nobody in the team has such a measure then
 * @example
 * teamAttainmentAt('WEST', 'sales', '2026-03-31', context)?.average
 */
export function teamAttainmentAt(
  team: string,
  measure: string,
  date: CivilDate,
  context: TeamContext,
): TeamAttainment | null {
  const members = membersOf([team], date, context);
  const rows = memberRows(members, measure, date, context);
  const first = rows.find(({ days }) => days > 0) ?? rows[0] ?? rowsToCome(team, measure, date, context)[0];
  if (first === undefined) return null;
  const { book, window } = first;
  const alike = rows.filter((row) => addsUp(row, first));
  const withQuota = alike.filter(hasQuota);
  const ownQuota = teamQuota(team, book, window, context);
  const credited = sumRatios((ownQuota === null ? withQuota : alike).map((row) => row.credited));
  const quota = ownQuota ?? sumRatios(withQuota.map((row) => row.quota));
  return {
    team,
    measure,
    unit: book.measure.unit,
    currency: book.segment.plan.currency,
    window,
    at: date,
    pooled: {
      credited,
      quota,
      ownQuota: ownQuota !== null,
      attainment: quota.numerator === 0n ? null : divideRatios(credited, quota),
    },
    average: averageOf(withQuota),
    members: withQuota.map(({ payee, days, credited, quota, attainment }) => ({
      payee,
      days,
      credited,
      quota,
      attainment,
    })),
    withoutQuota: [
      ...new Set(rows.filter((row) => !(addsUp(row, first) && hasQuota(row))).map(({ payee }) => payee)),
    ],
    people: [...members]
      .filter(([, ranges]) => ranges.some((range) => rangesOverlap(range, window)))
      .map(([payee]) => payee),
  };
}

/** The rows of those who join after the day: a team that has a quota of its own is then at zero. */
function rowsToCome(...[team, measure, date, context]: Parameters<typeof teamAttainmentAt>) {
  return memberRows(membersOf([team], LAST_DATE, context), measure, date, context);
}

/** A row that has a quota. */
export type QuotaRow = MemberRow & { readonly quota: Ratio; readonly attainment: Ratio };

/** Whether a member has a quota, and with it an attainment. */
export function hasQuota(row: MemberRow): row is QuotaRow {
  return row.quota !== null && row.attainment !== null;
}

/** Whether two rows are of one window, and of one currency or both in units. */
function addsUp(a: MemberRow, b: MemberRow): boolean {
  if (a.window.from !== b.window.from || a.window.to !== b.window.to) return false;
  if (a.book.measure.unit !== b.book.measure.unit) return false;
  return a.book.measure.unit === 'units' || a.book.segment.plan.currency === b.book.segment.plan.currency;
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
