import { addDays, type CivilDate, earlier, later } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import type { Measure } from '../measure.js';
import type { MeasureWindow } from '../measures/measure-window.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import type { Gate, GateReading } from '../modifiers/gate.js';
import type { MultiplierReading } from '../modifiers/multiplier.js';
import type { Component } from '../plan.js';

/** What the gates and the multiplier of a component go by on a day on which they are read. */
export interface ModifierReading {
  /** The last day that counted. */
  readonly date: CivilDate;
  /** One for each gate, in their order. */
  readonly gates: readonly GateReading[];
  /** The day whose position the multiplier goes by, and the position; `null` without a multiplier. */
  readonly multiplier: MultiplierReading | null;
}

/** Where positions are read, for one payee. */
export interface PositionSource {
  /** A position at the end of a day. */
  readonly at: (position: ForeignPosition, date: CivilDate) => Ratio | null;
  /** The first day after the window of the position's measure that contains a day; `null` when there is none. */
  readonly windowEnd: (position: ForeignPosition, date: CivilDate) => CivilDate | null;
  /** What the position's window that contains a day is without a quota; `null` where the window does not tell. */
  readonly withoutQuota: (position: ForeignPosition, date: CivilDate) => Measure['withoutQuota'] | null;
}

/**
 * The first day on which nothing that modifies a window can change any more: the day after its own end, or after
 * the end of another measure's window by which one of its gates is decided.
 */
export function modifiersEnd({ gate }: Component, window: MeasureWindow, source: PositionSource): CivilDate {
  return gate.reduce((end, each) => later(end, addDays(decisiveDay(each, window, source), 1)), window.to);
}

/**
 * What the gates and the multiplier of a component go by in a window: on each day given, and on the days after the
 * window on which a gate is decided.
 *
 * @param days the days on which positions are read in the window, as far as they are known
 * @param through the first day that is not known yet
 */
export function modifierReadings(
  { gate, multiplier }: Component,
  window: MeasureWindow,
  days: readonly CivilDate[],
  through: CivilDate,
  source: PositionSource,
): readonly ModifierReading[] {
  const end = lastDayOf(window);
  const decisive = gate.map((each) => decisiveDay(each, window, source));
  const last = days.at(-1) ?? end;
  const after = [...new Set(decisive)]
    .filter((day) => day > last && day >= window.to && day < through)
    .sort();
  return [...days, ...after].map((date) => ({
    date,
    gates: gate.map((each, place) =>
      readGate(each, decisive[place] ?? end, earlier(date, end), date, source),
    ),
    multiplier: multiplier === null ? null : readAt(multiplier.position, earlier(date, end), source),
  }));
}

function readAt(position: ForeignPosition, on: CivilDate, source: PositionSource): MultiplierReading {
  const found = source.at(position, on);
  return { on, position: found, withoutQuota: found === null ? source.withoutQuota(position, on) : null };
}

/** What is read to date is read on every day; everything else on its one day, and is not known before. */
function readGate(
  { decided, position }: Gate,
  decisive: CivilDate,
  toDate: CivilDate,
  date: CivilDate,
  source: PositionSource,
): GateReading {
  if (decided === 'toDate') return { ...readAt(position, toDate, source), known: true };
  if (date < decisive) return { on: decisive, known: false, position: null, withoutQuota: null };
  return { ...readAt(position, decisive, source), known: true };
}

/** The day whose position decides a gate for good. */
function decisiveDay({ decided, position }: Gate, window: MeasureWindow, source: PositionSource): CivilDate {
  const end = lastDayOf(window);
  if (decided !== 'otherWindowEnd') return end;
  const other = source.windowEnd(position, end);
  return other === null ? end : later(end, addDays(other, -1));
}

/** The last day of a window, whatever comes in after it. */
function lastDayOf({ to, full }: MeasureWindow): CivilDate {
  return addDays(earlier(to, full.to), -1);
}
