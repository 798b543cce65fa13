import { addDays, type CivilDate, earlier, later } from '../../calendar/civil-date.js';
import { divideRatios, type Ratio, ratio } from '../../money/ratio.js';
import type { Measure } from '../measure.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import { jointAttainment, topmost } from './joint-attainment.js';
import {
  attainmentAsOf,
  type BookedWindow,
  creditedAsOf,
  type MeasureBook,
  windowAt,
} from './measure-book.js';
import type { TeamAttainment } from './team-attainment.js';
import type { TeamContext } from './team-members.js';

/** What a payee reads from other measures and from teams. */
export interface PositionReader {
  /** A position at the end of a day; `null` when there is none. */
  readonly positionAt: (position: ForeignPosition, payee: string, date: CivilDate) => Ratio | null;
  /** The first day after the window of a position's measure that contains a day; `null` when there is none. */
  readonly windowEndAt: (position: ForeignPosition, payee: string, date: CivilDate) => CivilDate | null;
  /** What the window of the payee's own measure that contains a day is without a quota; `null` when there is none. */
  readonly withoutQuotaAt: (
    position: ForeignPosition,
    payee: string,
    date: CivilDate,
  ) => Measure['withoutQuota'] | null;
}

/**
 * Reads positions from other measures and from teams: those a payee manages together, else the one they are in, else
 * those they left in the window.
 *
 * @returns a reader for the measures of one segment: two plans of a payee may have a measure of one id, and the plan
 * that asks comes first
 * @example
 * positionReader(context, teamAttainment)(measures).positionAt(position, 'mia', '2026-03-31')
 */
export function positionReader(
  context: TeamContext,
  attainmentOf: (team: string, measure: string, date: CivilDate) => TeamAttainment | null,
): (first: readonly MeasureBook[]) => PositionReader {
  const { books, hierarchy } = context;
  const teamsOn = (payee: string, date: CivilDate): readonly string[] => {
    const managed = topmost(hierarchy.managedBy(payee, date), date, hierarchy);
    return managed.length > 0 ? managed : hierarchy.teamsOf(payee, date).slice(0, 1);
  };
  const teamsAt = (measure: string, payee: string, date: CivilDate): readonly TeamAttainment[] => {
    // Who has left in mid-window goes on reading the team they left, until the window is over.
    const last = hierarchy.lastDayInTeam(payee, date);
    if (last === null) return [];
    return teamsOn(payee, last)
      .flatMap((team) => attainmentOf(team, measure, date) ?? [])
      .filter(({ window }) => window.from <= last);
  };
  return (first) => {
    const ownAt = (measure: string, payee: string, date: CivilDate) =>
      ownWindow(measure, [...first, ...(books.get(payee) ?? [])], date);
    return {
      positionAt: (position, payee, date) => {
        if (position.of === 'self') return ownPosition(position, ownAt(position.measure, payee, date), date);
        const { pooled, average } = jointAttainment(teamsAt(position.measure, payee, date), context);
        return position.of === 'teamPooled' ? pooled : average;
      },
      windowEndAt: ({ of, measure }, payee, date) => {
        if (of !== 'self')
          return teamsAt(measure, payee, date).reduce<CivilDate | null>(
            (end, { window }) => (end === null ? window.to : later(end, window.to)),
            null,
          );
        const own = ownAt(measure, payee, date)?.own.window;
        return own === undefined ? null : earlier(own.to, own.full.to);
      },
      withoutQuotaAt: ({ of, measure }, payee, date) =>
        of === 'self' ? (ownAt(measure, payee, date)?.own.withoutQuota ?? null) : null,
    };
  };
}

interface OwnWindow {
  readonly book: MeasureBook;
  readonly own: BookedWindow;
}

/** The window of a measure of the payee's own that contains a day. */
function ownWindow(measure: string, books: readonly MeasureBook[], date: CivilDate): OwnWindow | null {
  for (const book of books) {
    const own = book.measure.id === measure ? windowAt(book, date) : undefined;
    if (own !== undefined) return { book, own };
  }
  return null;
}

function ownPosition({ reads }: ForeignPosition, found: OwnWindow | null, date: CivilDate): Ratio | null {
  if (found === null) return null;
  const { book, own } = found;
  const through = addDays(date, 1);
  if (reads === 'attainment') return attainmentAsOf(book, own, through);
  return divideRatios(ratio(creditedAsOf(book, own, through), 1n), ratio(book.scale, 1n));
}
