import { type CivilDate, firstOfMonth } from '../../calendar/civil-date.js';
import { type ClosedRange, contains, daysIn, intersect } from '../../calendar/date-range.js';
import { monthsOf, type Proration } from '../../calendar/proration.js';
import {
  divideRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  sumRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';

/** An amount that belongs to one calendar month, or to the part of it that a record covers. */
export interface MonthAmount {
  /** The days of the month that the record covers. */
  readonly cover: ClosedRange;
  /** The part of the month that is covered, by days. */
  readonly part: Ratio;
  readonly amount: Ratio;
}

/** What a window's quota or target incentive comes to. */
export interface WindowAmount {
  /** For the part of the window in which the payee is active. */
  readonly prorated: Ratio;
  /** For the whole window, before proration: what is covered, stretched to the full window. */
  readonly full: Ratio;
}

/** How a month counts of which the payee is active in part. */
export interface ActiveTerms {
  readonly proration: Proration;
  /** The days that do not count although the payee is active; none of them in two ranges. */
  readonly away?: readonly ClosedRange[];
  /** The part of a month's amount that counts, by its first day; all of it unless said. */
  readonly ramp?: ((month: CivilDate) => Ratio) | undefined;
}

/**
 * Adds up the months of a window: each month's amount times the part of it in which the payee is active.
 *
 * @returns `null` when no record covers any day of the window
 */
export function windowAmount(
  months: readonly MonthAmount[],
  window: ClosedRange,
  active: ClosedRange,
  terms: ActiveTerms,
): WindowAmount | null {
  const inWindow = months.flatMap((month) => {
    const cover = intersect(month.cover, window);
    return cover === undefined ? [] : [clipped(month, cover)];
  });
  if (inWindow.length === 0) return null;
  const covered = sumRatios(inWindow.map(({ part }) => part));
  const total = sumRatios(inWindow.map(({ amount }) => amount));
  const prorated = sumRatios(
    inWindow.map(({ cover, amount }) => multiplyRatios(amount, countedPart(cover, active, terms))),
  );
  const full = multiplyRatios(total, divideRatios(monthsIn(window), covered));
  return { prorated, full };
}

/** The part of a window in which an assignment is active, by days or by whole months. */
export function activePartOf(window: ClosedRange, active: ClosedRange, terms: ActiveTerms): Ratio {
  const parts = monthsOf(window).map((month) => {
    const cover = intersect(month, window) ?? month;
    return multiplyRatios(partOfMonth(cover, month), countedPart(cover, active, terms));
  });
  return divideRatios(sumRatios(parts), monthsIn(window));
}

/** The months of a record's range that lie in another range, each with the days covered. */
export function coveredMonths(
  range: { readonly from: CivilDate; readonly to: CivilDate | null },
  within: ClosedRange,
): readonly Omit<MonthAmount, 'amount'>[] {
  const covered = intersect(within, { from: range.from, to: range.to ?? undefined });
  if (covered === undefined) return [];
  return monthsOf(covered).map((month) => {
    const cover = intersect(month, covered) ?? month;
    return { cover, part: partOfMonth(cover, month) };
  });
}

function clipped(month: MonthAmount, cover: ClosedRange): MonthAmount {
  const kept = ratio(BigInt(daysIn(cover)), BigInt(daysIn(month.cover)));
  return { cover, part: multiplyRatios(month.part, kept), amount: multiplyRatios(month.amount, kept) };
}

/**
 * The part of some days of one month that counts: those on which the payee is active, as far as the month's ramp asks
 * for them.
 *
 * @example
 * countedPart({ from: '2026-02-01', to: '2026-03-01' }, { from: '2026-02-15', to: '2026-04-01' }, terms) // 1/2
 */
export function countedPart(cover: ClosedRange, active: ClosedRange, terms: ActiveTerms): Ratio {
  const part = activeOf(cover, active, terms);
  return terms.ramp === undefined ? part : multiplyRatios(part, terms.ramp(firstOfMonth(cover.from)));
}

function activeOf(cover: ClosedRange, active: ClosedRange, { proration, away = [] }: ActiveTerms): Ratio {
  if (proration === 'days') {
    const shared = intersect(cover, active);
    if (shared === undefined) return ZERO_RATIO;
    const gone = away.reduce((days, range) => days + daysIn(intersect(shared, range) ?? NO_DAYS), 0);
    return ratio(BigInt(daysIn(shared) - gone), BigInt(daysIn(cover)));
  }
  const middle = `${cover.from.slice(0, 8)}15`;
  const day = contains(cover, middle) ? middle : cover.from;
  const counts = contains(active, day) && !away.some((range) => contains(range, day));
  return counts ? ONE_RATIO : ZERO_RATIO;
}

const NO_DAYS: ClosedRange = { from: '0001-01-01', to: '0001-01-01' };

function partOfMonth(cover: ClosedRange, month: ClosedRange): Ratio {
  return ratio(BigInt(daysIn(cover)), BigInt(daysIn(month)));
}

function monthsIn(window: ClosedRange): Ratio {
  return sumRatios(monthsOf(window).map((month) => partOfMonth(intersect(month, window) ?? month, month)));
}
