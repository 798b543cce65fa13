import type { Rounding } from '../../money/rounding.js';
import type { CappedSpans } from './fold-cap.js';
import { GatedWindow, type GateReading } from './fold-gates.js';
import type { FoldTable } from './fold-plan.js';
import type { FoldedLines } from './folded-lines.js';
import type { MeasureEntries } from './measure-entries.js';
import { divideExactly, MOST_EXACT } from './safe-number.js';

/** A window as it is folded. */
export interface FoldWindow {
  readonly from: number;
  readonly to: number;
  /** What a bound of 1 means: the quota, or 1. */
  readonly whole: number;
  /** What the gates let through on the days on which they are read, in order; none without gates. */
  readonly readings: readonly GateReading[];
}

/** What the exact figures of credits are scaled by: a share of 1 is `whole`, and 10^-8 × `unit` of it. */
export interface ShareScale {
  readonly whole: number;
  readonly unit: number;
}

/** How lines are folded besides what is credited. */
export interface FoldTerms {
  /** The number of the entitlement. */
  readonly entitlement: number;
  readonly scale: ShareScale;
  readonly rounding: Rounding;
  /** What caps the lines; `null` without a cap. */
  readonly capped: CappedSpans | null;
}

/**
 * Folds marginal tiers over the entries of a measure: what is paid for an event is spread over the slices that
 * its credit crosses, each at its own rate, and a line is the rounded running sum after it less the one before.
 * What gates take of a window to date is a line of its own; a cap takes from lines as they come.
 *
 * @returns whether all sums are exact in numbers; otherwise the payee is left to the engine's integers
 *
 * @example
 * foldMarginal(table, windows, entries, { entitlement: 12, scale, rounding: 'half-even', capped: null }, lines);
 */
export function foldMarginal(
  table: FoldTable,
  windows: readonly FoldWindow[],
  entries: MeasureEntries,
  { entitlement, scale, rounding, capped }: FoldTerms,
  lines: FoldedLines,
): boolean {
  const { stretch, rateDenominator } = table;
  const denominator = scale.whole * stretch * rateDenominator;
  const mostPosition = MOST_EXACT / stretch;
  if (denominator > MOST_EXACT) return false;
  let place = 0;
  for (const { from, to, whole, readings } of windows) {
    const bounds = boundsOf(table, whole * scale.whole);
    if (bounds === null) return false;
    const at = { entitlement, windowFrom: from, windowTo: to };
    const gated = new GatedWindow(at, readings, { denominator, rounding, capped }, lines);
    let position = 0;
    let sum = 0;
    let rounded = 0;
    for (; place < entries.count && (entries.day[place] ?? 0) < to; place += 1) {
      const day = entries.day[place] ?? 0;
      if (day > gated.next) gated.readBefore(day, sum);
      const share = entries.share[place] ?? 0;
      const credit = (entries.amount[place] ?? 0) * (share / scale.unit);
      const before = position;
      position += credit;
      if (!(Math.abs(credit) <= MOST_EXACT) || !(Math.abs(position) <= mostPosition)) return false;
      sum += weighted(table.rates, bounds, before * stretch, position * stretch);
      if (!(Math.abs(sum) <= MOST_EXACT)) return false;
      const after = divideExactly(sum, denominator, rounding);
      const base = divideExactly(credit, scale.whole, 'half-even');
      const [deal, event] = [entries.deal[place] ?? 0, entries.event[place] ?? 0];
      const amount = after - rounded;
      const paid = capped === null ? amount : capped.after(day, amount);
      lines.add(at, day, paid, share, base, deal, event, paid - amount);
      rounded = after;
    }
    gated.readBefore(Number.POSITIVE_INFINITY, sum);
  }
  return place === entries.count;
}

function boundsOf({ bounds }: FoldTable, whole: number): readonly number[] | null {
  if (!(whole <= MOST_EXACT)) return null;
  const scaled = bounds.map((bound) => bound * whole);
  return scaled.every((bound) => Math.abs(bound) <= MOST_EXACT) ? scaled : null;
}

/** The move from one position to another, each slice times the rate of its tier; signed like the move. */
function weighted(
  rates: readonly number[],
  bounds: readonly number[],
  before: number,
  after: number,
): number {
  const isUp = before < after;
  const low = isUp ? before : after;
  const high = isUp ? after : before;
  let tier = 0;
  while (tier + 1 < bounds.length && low >= (bounds[tier + 1] ?? 0)) tier += 1;
  let sum = 0;
  for (let start = low; start < high; tier += 1) {
    const bound = tier + 1 < bounds.length ? (bounds[tier + 1] ?? high) : high;
    const end = bound > high ? high : bound;
    sum += (end - start) * (rates[tier] ?? 0);
    if (!(Math.abs(sum) <= MOST_EXACT)) return Number.NaN;
    start = end;
  }
  return isUp ? sum : -sum;
}
