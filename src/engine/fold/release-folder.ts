import { dayNumber } from '../../calendar/day-number.js';
import type { Rounding } from '../../money/rounding.js';
import { grown } from '../../records/columns/byte-keys.js';
import type { Segment } from '../credits/segment.js';
import type { CreditColumns } from './credit-payee.js';
import { collectedBefore } from './deal-cash.js';
import type { ShareScale } from './fold-marginal.js';
import type { FoldPeriod } from './fold-period.js';
import type { FoldComponent } from './fold-plan.js';
import { type FoldRelease, payableOf } from './fold-release.js';
import type { FoldedLines } from './folded-lines.js';
import type { FoldedMeasure } from './folded-measure.js';
import type { MeasureEntries } from './measure-entries.js';
import type { ReleasedRows } from './released-rows.js';
import { MOST_EXACT, partOf } from './safe-number.js';

/** A component of a segment whose lines are folded, to be released. */
export interface ComponentToRelease {
  readonly segment: Segment;
  readonly component: FoldComponent;
  readonly release: FoldRelease;
  readonly measure: FoldedMeasure;
  readonly entries: MeasureEntries;
  /** Its lines, from one place up to another. */
  readonly firstLine: number;
  readonly endLine: number;
  readonly periods: readonly FoldPeriod[];
}

/** What became payable of a component in each period, and what is told of deals: rows from one up to another. */
export interface ReleasedComponent {
  readonly segment: Segment;
  readonly component: FoldComponent;
  readonly release: FoldRelease;
  readonly firstRow: number;
  readonly endRow: number;
  /** By place of the period; minor units. */
  readonly payable: Float64Array;
  /** The periods in which something became payable and as much was taken back, without any line: 1 by place. */
  readonly isSilent: Uint8Array;
}

/** What became payable by an entitlement that waits for a release. */
export interface ReleasedEntitlement extends ReleasedComponent {
  readonly entitlement: number;
}

/**
 * Releases what a component earned, period after period: of each deal, what is payable of all it earned by then,
 * less what was before. Nothing is kept between components but arrays.
 *
 * @example
 * const releases = new ReleaseFolder(columns, scale, lines, rows);
 * releases.fold(component)?.payable[0] // 12_000
 */
export class ReleaseFolder {
  /** By number of deal: its place among those of the component, from 1 on. */
  readonly #placeOf: Int32Array;
  /** By place. */
  #deal = new Int32Array(256);
  #earned = new Float64Array(256);
  #payable = new Float64Array(256);
  #isOpen = new Uint8Array(256);
  #count = 0;
  /** By entry: the part that its deal has of the window, where deals share it. */
  #part = new Float64Array(256);

  constructor(
    readonly columns: CreditColumns,
    readonly scale: ShareScale,
    readonly lines: FoldedLines,
    readonly rows: ReleasedRows,
  ) {
    this.#placeOf = new Int32Array(columns.deals.count);
  }

  /** Releases a component; `null` where numbers do not do. */
  fold(given: ComponentToRelease): ReleasedComponent | null {
    const released = this.#foldAll(given);
    for (let place = 0; place < this.#count; place += 1) this.#placeOf[this.#deal[place] ?? 0] = 0;
    this.#count = 0;
    return released;
  }

  #foldAll(given: ComponentToRelease): ReleasedComponent | null {
    const { segment, component, release, periods, entries, firstLine, endLine } = given;
    const firstRow = this.rows.count;
    const payable = new Float64Array(periods.length);
    const isSilent = new Uint8Array(periods.length);
    const start = dayNumber(segment.from);
    const isShared = component.gates.length > 0;
    if (isShared) this.#part = new Float64Array(entries.count);
    let [entry, line, before] = [0, firstLine, 0];
    for (const [place, { to }] of periods.entries()) {
      const through = Math.min(dayNumber(to), this.columns.through);
      if (start >= through) continue;
      const firstOfPeriod = line;
      while (line < endLine && (this.lines.day[line] ?? 0) < through) line += 1;
      for (; entry < entries.count && (entries.day[entry] ?? 0) < through; entry += 1) {
        const at = this.#placed(entries.deal[entry] ?? 0);
        if (!isShared) this.#earn(at, this.lines.amount[firstLine + entry] ?? 0);
      }
      if (isShared && !this.#share(given, before, through, entry)) return null;
      const moved = this.#release(given, place, through, payable);
      if (moved === null) return null;
      if (moved && line === firstOfPeriod && payable[place] === 0) isSilent[place] = 1;
      before = through;
    }
    return { segment, component, release, firstRow, endRow: this.rows.count, payable, isSilent };
  }

  /** The place of a deal, which is a new one where it was not known. */
  #placed(deal: number): number {
    const known = this.#placeOf[deal] ?? 0;
    if (known > 0) return known - 1;
    const place = this.#count;
    if (place === this.#deal.length) this.#makeRoom(place + 1);
    this.#deal[place] = deal;
    this.#earned[place] = 0;
    this.#payable[place] = 0;
    this.#isOpen[place] = 0;
    this.#count = place + 1;
    this.#placeOf[deal] = place + 1;
    return place;
  }

  #earn(place: number, amount: number): void {
    this.#earned[place] = (this.#earned[place] ?? 0) + amount;
    this.#isOpen[place] = 1;
  }

  /**
   * Shares what each window that was open in a period comes to out over its deals, by what they were credited.
   *
   * @param known how many entries are known
   * @returns whether there is a proportion
   */
  #share(given: ComponentToRelease, before: number, through: number, known: number): boolean {
    const { measure, entries, firstLine, endLine } = given;
    const { rounding } = given.segment.plan;
    let [first, line] = [0, firstLine];
    for (const { from, to } of measure.windows) {
      if (from >= through) break;
      while (first < known && (entries.day[first] ?? 0) < from) first += 1;
      while (line < endLine && (this.lines.windowFrom[line] ?? 0) < from) line += 1;
      if (to <= before) continue;
      let end = first;
      while (end < known && (entries.day[end] ?? 0) < to) end += 1;
      let total = 0;
      for (let each = line; each < endLine && this.lines.windowFrom[each] === from; each += 1) {
        if ((this.lines.day[each] ?? 0) < through) total += this.lines.amount[each] ?? 0;
      }
      if (!this.#shareOut(total, entries, first, end, rounding)) return false;
    }
    return true;
  }

  #shareOut(total: number, entries: MeasureEntries, first: number, end: number, rounding: Rounding): boolean {
    let whole = 0;
    for (let entry = first; entry < end; entry += 1) whole += this.#creditOf(entries, entry);
    if (whole === 0) return first === end;
    const sign = whole < 0 ? -1 : 1;
    let [sum, before] = [0, 0];
    for (let entry = first; entry < end; entry += 1) {
      sum += this.#creditOf(entries, entry);
      const after = partOf(total, sum * sign, whole * sign, rounding);
      const part = after - before;
      before = after;
      const change = part - (this.#part[entry] ?? 0);
      if (change === 0) continue;
      this.#part[entry] = part;
      this.#earn(this.#placed(entries.deal[entry] ?? 0), change);
    }
    return true;
  }

  #creditOf({ amount, share }: MeasureEntries, entry: number): number {
    return (amount[entry] ?? 0) * ((share[entry] ?? 0) / this.scale.unit);
  }

  /**
   * Releases all deals that are not payable in full, or earned something.
   *
   * @returns whether anything became payable or stopped being so; `null` where numbers do not do
   */
  #release(
    { release, segment }: ComponentToRelease,
    period: number,
    through: number,
    payables: Float64Array,
  ): boolean | null {
    const { deals, cash } = this.columns;
    const values = release.against === null ? null : deals.values?.[release.against];
    let moved = false;
    for (let place = 0; place < this.#count; place += 1) {
      if (this.#isOpen[place] !== 1) continue;
      const deal = this.#deal[place] ?? 0;
      const value = values?.[deal] ?? 1;
      if (value <= 0 || (values !== null && cash === null)) return null;
      const collected = values === null || cash === null ? 0 : collectedBefore(cash, deal, through);
      if (!(collected <= MOST_EXACT)) return null;
      const isBooked = (deals.closeDay[deal] ?? 0) < through;
      const earned = this.#earned[place] ?? 0;
      const progress = { isBooked, cash: collected, value };
      const payable = payableOf(release, earned, progress, segment.plan.rounding);
      if (Number.isNaN(payable)) return null;
      const change = payable - (this.#payable[place] ?? 0);
      this.#payable[place] = payable;
      payables[period] = (payables[period] ?? 0) + change;
      if (change !== 0) moved = true;
      const held = earned - payable;
      // What is payable in full stays so, as cash only comes in.
      this.#isOpen[place] = held === 0 ? 0 : 1;
      if (change !== 0 || held !== 0) this.rows.add(period, deal, change, held, collected);
    }
    return moved;
  }

  #makeRoom(least: number): void {
    this.#deal = grown(this.#deal, Int32Array, least);
    const room = this.#deal.length;
    this.#earned = grown(this.#earned, Float64Array, room);
    this.#payable = grown(this.#payable, Float64Array, room);
    this.#isOpen = grown(this.#isOpen, Uint8Array, room);
  }
}
