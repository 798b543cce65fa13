import type { CivilDate } from '../../calendar/civil-date.js';
import { dayOfNumber } from '../../calendar/day-number.js';
import { compareRatios, type Ratio } from '../../money/ratio.js';
import { divideRounded, type Rounding } from '../../money/rounding.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import type { CappedSpans } from './fold-cap.js';
import type { FoldGate } from './fold-plan.js';
import type { FoldedLines, LinePlace } from './folded-lines.js';
import type { FoldedMeasure } from './folded-measure.js';
import { divideExactly } from './safe-number.js';
import type { FrameWindow } from './window-frames.js';

/** How far a payee's team has come at the end of a day; `null` where that is not known. */
export type TeamPosition = (position: ForeignPosition, payee: string, date: CivilDate) => Ratio | null;

/** What the gates let through of what was earned in a window up to the end of a day. */
export interface GateReading {
  readonly day: number;
  /** The part that a closed gate lets through; `null` where all gates are passed. */
  readonly part: Ratio | null;
  /** What gates have read of teams, in their order; `null` where one does not read yet. */
  readonly ofTeams: readonly (Ratio | null)[];
}

/** What gates read. */
export interface GateSource {
  readonly payee: string;
  /** The measures of the segment, in the plan's order. */
  readonly measures: readonly FoldedMeasure[];
  /** What their credits are multiplied by. */
  readonly scale: number;
  /** `null` where nobody tells, which leaves a gate that asks to the engine. */
  readonly teamAt: TeamPosition | null;
}

const NONE: readonly GateReading[] = Object.freeze([]);

/**
 * What the gates of a component let through in a window, on each day on which they are read.
 *
 * @returns `null` where a position is not known, which is the engine's to tell
 *
 * @example
 * gateReadings(gates, window, source)?.[0]?.part // { numerator: 0n, denominator: 1n }
 */
export function gateReadings(
  gates: readonly FoldGate[],
  window: FrameWindow,
  source: GateSource,
): readonly GateReading[] | null {
  if (gates.length === 0) return NONE;
  const readings: GateReading[] = [];
  const last = window.lastDay;
  for (const day of window.readingDays()) {
    let part: Ratio | null = null;
    const ofTeams: (Ratio | null)[] = [];
    for (const each of gates) {
      const { gate, measure } = each;
      const isKnown = gate.decided === 'toDate' || day >= last;
      const team = isKnown && measure === null ? teamReading(gate, source, Math.min(day, last)) : null;
      if (isKnown && measure === null && team === null) return null;
      if (measure === null) ofTeams.push(team);
      const passed = isKnown ? (isReached(gate, team) ?? isPassed(each, source, Math.min(day, last))) : false;
      if (passed === null) return null;
      if (!passed && (part === null || isLess(gate.otherwise, part))) part = gate.otherwise;
    }
    readings.push({ day, part, ofTeams });
  }
  return readings;
}

function teamReading(
  { position }: FoldGate['gate'],
  { payee, teamAt }: GateSource,
  day: number,
): Ratio | null {
  return teamAt?.(position, payee, dayOfNumber(day)) ?? null;
}

/** Whether a team has come as far as a gate wants; `null` where it asks for no team. */
function isReached({ bound, exceeds }: FoldGate['gate'], team: Ratio | null): boolean | null {
  if (team === null) return null;
  const order = compareRatios(team, bound);
  return exceeds ? order > 0 : order >= 0;
}

function isLess(a: Ratio, b: Ratio): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

/** @returns `null` where the measure has no window or no quota that tells */
function isPassed(
  { gate: { position, bound, exceeds }, measure: place }: FoldGate,
  { measures, scale }: GateSource,
  day: number,
): boolean | null {
  const measure = place === null ? undefined : measures[place];
  const own = measure?.windows.findIndex(({ from, to }) => from <= day && day < to) ?? -1;
  if (measure === undefined || measure.isOpen[own] !== true) return null;
  const quota = position.reads === 'attainment' ? (measure.quotas[own]?.amount ?? 0n) : 1n;
  if (quota === 0n) return null;
  const credited = BigInt(creditedUpTo(measure, measure.windows[own]?.from ?? 0, day));
  const reached = credited * bound.denominator;
  const needed = bound.numerator * quota * BigInt(scale);
  const order = quota > 0n ? reached - needed : needed - reached;
  return exceeds ? order > 0n : order >= 0n;
}

function creditedUpTo({ days, credits }: FoldedMeasure, from: number, day: number): number {
  let sum = 0;
  for (let place = 0; place < days.length && (days[place] ?? 0) <= day; place += 1) {
    if ((days[place] ?? 0) >= from) sum += credits[place] ?? 0;
  }
  return sum;
}

/** How the lines of a window are worked out from its exact sums. */
interface WindowTerms {
  /** What the sums are over. */
  readonly denominator: number;
  readonly rounding: Rounding;
  readonly capped: CappedSpans | null;
}

/**
 * The lines by which gates change what a window comes to: on each day on which they are read, what they take of
 * the rounded total to date, less what they had taken before. One that changes nothing is left out.
 *
 * @example
 * const gated = new GatedWindow(at, readings, terms, lines);
 * if (day > gated.next) gated.readBefore(day, sum);
 */
export class GatedWindow {
  #reading = 0;
  #taken = 0;

  constructor(
    readonly at: LinePlace,
    readonly readings: readonly GateReading[],
    readonly terms: WindowTerms,
    readonly lines: FoldedLines,
  ) {}

  /** The next day on which the gates are read. */
  get next(): number {
    return this.readings[this.#reading]?.day ?? Number.POSITIVE_INFINITY;
  }

  /** Adds the lines of the days before one, when the exact sum to date is known. */
  readBefore(day: number, sum: number): void {
    const { capped } = this.terms;
    for (; this.next < day; this.#reading += 1) {
      const reading = this.readings[this.#reading];
      if (reading === undefined) return;
      const taken = this.#takenOf(sum, reading.part);
      const amount = taken - this.#taken;
      this.#taken = taken;
      if (amount === 0) continue;
      const paid = capped === null ? amount : capped.after(reading.day, amount);
      this.lines.addGate(this.at, reading.day, paid, paid - amount);
    }
  }

  /** What is owed is not let off: of less than nothing a gate takes nothing. */
  #takenOf(sum: number, part: Ratio | null): number {
    if (part === null || sum <= 0) return 0;
    const { denominator, rounding } = this.terms;
    const passed = divideRounded(
      BigInt(sum) * part.numerator,
      BigInt(denominator) * part.denominator,
      rounding,
    );
    return Number(passed) - divideExactly(sum, denominator, rounding);
  }
}
