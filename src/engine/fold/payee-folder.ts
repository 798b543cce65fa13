import { dayNumber } from '../../calendar/day-number.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Quota } from '../../records/record-kinds.js';
import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { Plan } from '../plan.js';
import { type CreditColumns, type Crediting, creditingOf, creditPayee } from './credit-payee.js';
import { addCredits, addSegment } from './describe-inputs.js';
import { type FoldWindow, foldMarginal, type ShareScale } from './fold-marginal.js';
import type { FoldComponent, FoldPlan } from './fold-plan.js';
import { FoldedLines } from './folded-lines.js';
import type { FoldedMeasure, FoldedStanding } from './folded-measure.js';
import { InputText } from './input-text.js';
import { MeasureEntries } from './measure-entries.js';
import { exactNumber, MOST_EXACT } from './safe-number.js';
import type { FrameQuota, FrameWindow, WindowFrames } from './window-frames.js';

/** A pay period in which a line can be posted, with its place in the run. */
export interface FoldPeriod extends PayPeriod {
  readonly number: number;
}

/** What folding looks at besides the payee. */
export interface FoldContext {
  readonly columns: CreditColumns;
  readonly plans: ReadonlyMap<Plan, FoldPlan>;
  readonly frames: WindowFrames;
}

/** A payee to be folded: segments in the engine's order, all of one currency and pay calendar. */
export interface PayeeToFold {
  /** The payee's number in the splits. */
  readonly number: number;
  readonly segments: readonly Segment[];
  readonly quotas: readonly Quota[];
  /** The number of the first entitlement; those of segments and components follow. */
  readonly entitlement: number;
  /** The periods of the payee's statements, in order. */
  readonly periods: readonly FoldPeriod[];
}

/** A payee's part of a folded shard. */
export interface FoldedPayee {
  readonly measures: readonly FoldedMeasure[];
  /** What was earned in each period, by its place among the payee's periods; minor units. */
  readonly earned: Float64Array;
}

/**
 * Folds payee after payee: credits, then each component's lines in order. Nothing of it is kept between payees
 * but the lines, and the text of what the last payee's result was made from.
 *
 * @example
 * const folder = new PayeeFolder(context);
 * const folded = folder.fold(payee);
 * if (folded === null) leaveToEngine(payee);
 */
export class PayeeFolder {
  readonly lines = new FoldedLines();
  /** What the payee that was folded last is credited, as it is hashed. */
  readonly inputs = new InputText();
  readonly scale: ShareScale;
  readonly #entries: MeasureEntries[] = [];
  readonly #creditings = new Map<FoldPlan, readonly Crediting[]>();

  constructor(readonly context: FoldContext) {
    const places = context.columns.splits.sharePlaces;
    this.scale = { whole: 10 ** places, unit: 10 ** (SHARE_PLACES - places) };
  }

  /** Folds a payee; `null` where the columns or exact numbers do not do, and then no line is left. */
  fold(payee: PayeeToFold): FoldedPayee | null {
    const first = this.lines.count;
    this.inputs.clear();
    const measures: FoldedMeasure[] = [];
    const groups: LineGroup[] = [];
    let entitlement = payee.entitlement;
    for (const segment of payee.segments) {
      const plan = this.context.plans.get(segment.plan);
      const folded = plan === undefined ? null : this.#foldSegment(payee, segment, plan, entitlement, groups);
      if (plan === undefined || folded === null) {
        this.lines.cut(first);
        return null;
      }
      measures.push(...folded);
      entitlement += plan.components.length;
    }
    const earned = this.#number(payee, groups);
    if (earned.reduce((sum, amount) => sum + Math.abs(amount), 0) > MOST_EXACT) {
      this.lines.cut(first);
      return null;
    }
    return { measures, earned };
  }

  #foldSegment(
    payee: PayeeToFold,
    segment: Segment,
    plan: FoldPlan,
    entitlement: number,
    groups: LineGroup[],
  ): readonly FoldedMeasure[] | null {
    addSegment(this.inputs, segment);
    const measures: FoldedMeasure[] = [];
    for (const [place, each] of plan.measures.entries()) {
      const entries = this.#entriesAt(place);
      if (!creditPayee(payee.number, segment, this.#creditingOf(plan, place), entries)) return null;
      const frame = this.context.frames.of(segment, each.measure);
      const quotas = frame.quotas(payee.quotas.filter(({ quota }) => quota === each.measure.quota));
      const folded = this.#standings(segment, each.measure, frame.windows, quotas, entries, payee);
      if (folded === null) return null;
      measures.push(folded);
      addCredits(this.inputs, this.context.columns, folded, entries);
    }
    for (const [place, component] of plan.components.entries()) {
      const start = this.lines.count;
      const measure = measures[component.measure];
      if (measure === undefined || !this.#foldComponent(entitlement + place, component, measure)) return null;
      const key = [segment.assignment, component.component.id, segment.from].join('\u0000');
      groups.push({ key, start, end: this.lines.count });
    }
    return measures;
  }

  #foldComponent(
    entitlement: number,
    { measure, table, component }: FoldComponent,
    folded: FoldedMeasure,
  ): boolean {
    const windows: FoldWindow[] = [];
    for (const [place, { from, to }] of folded.windows.entries()) {
      const quota = folded.quotas[place]?.amount ?? 0n;
      const whole = table.overAttainment ? exactNumber(quota) : 1;
      // Without a quota there is a problem to tell, or a rate of its own.
      if (whole === null || (whole === 0 && folded.isOpen[place] === true)) return false;
      windows.push({ from, to, whole });
    }
    const { rounding } = folded.segment.plan;
    const entries = this.#entriesAt(measure);
    return (
      foldMarginal(entitlement, table, windows, entries, this.scale, rounding, this.lines) &&
      component !== undefined
    );
  }

  /** Where the measure stands at the end of each period, and what it credits on which day. */
  #standings(
    segment: Segment,
    measure: Measure,
    windows: readonly FrameWindow[],
    quotas: readonly (FrameQuota | null)[],
    entries: MeasureEntries,
    { periods }: PayeeToFold,
  ): FoldedMeasure | null {
    const credits = new Float64Array(entries.count);
    for (let place = 0; place < entries.count; place += 1) {
      credits[place] = (entries.amount[place] ?? 0) * ((entries.share[place] ?? 0) / this.scale.unit);
    }
    const days = entries.day.slice(0, entries.count);
    const isOpen = windows.map(
      ({ window, from, to }) => window.from < segment.to || hasCredits(days, from, to),
    );
    const standings: FoldedStanding[] = [];
    const { through } = this.context.columns;
    let place = 0;
    let window = 0;
    let credited = 0;
    for (const [number, { to }] of periods.entries()) {
      const end = Math.min(dayNumber(to), through);
      for (;;) {
        const own = windows[window];
        if (own === undefined) break;
        for (; place < entries.count && (days[place] ?? 0) < Math.min(end, own.to); place += 1) {
          credited += credits[place] ?? 0;
          if (!(Math.abs(credited) <= MOST_EXACT)) return null;
        }
        if (end <= own.to) break;
        window += 1;
        credited = 0;
      }
      const own = windows[window];
      if (own === undefined || own.from >= end) continue;
      if (isOpen[window] === true) standings.push({ period: number, window, credited });
    }
    return { segment, measure, windows, quotas, isOpen, standings, days, credits };
  }

  /** Numbers the payee's lines within each period, and gives what each period earned. */
  #number({ periods }: PayeeToFold, groups: readonly LineGroup[]): Float64Array {
    const { lines } = this;
    const earned = new Float64Array(periods.length);
    const numbers = new Int32Array(periods.length);
    const ends = periods.map(({ to }) => dayNumber(to));
    for (const { start, end } of [...groups].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      let period = 0;
      for (let line = start; line < end; line += 1) {
        while ((lines.day[line] ?? 0) >= (ends[period] ?? Number.POSITIVE_INFINITY)) period += 1;
        const number = (numbers[period] ?? 0) + 1;
        numbers[period] = number;
        lines.number[line] = number;
        lines.period[line] = periods[period]?.number ?? 0;
        earned[period] = (earned[period] ?? 0) + (lines.amount[line] ?? 0);
      }
    }
    return earned;
  }

  #creditingOf(plan: FoldPlan, measure: number): Crediting {
    const known = this.#creditings.get(plan);
    const all = known ?? plan.measures.map((each) => creditingOf(plan.plan, each, this.context.columns));
    if (known === undefined) this.#creditings.set(plan, all);
    const found = all[measure];
    if (found === undefined) throw new RangeError(`the plan ${plan.plan.id} has no measure ${measure}`);
    return found;
  }

  #entriesAt(place: number): MeasureEntries {
    const known = this.#entries[place];
    if (known !== undefined) return known;
    const made = new MeasureEntries();
    this.#entries[place] = made;
    return made;
  }
}

/** The lines of one component of a segment, as a range; the key says where they stand on a statement. */
interface LineGroup {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

function hasCredits(days: Int32Array, from: number, to: number): boolean {
  return days.some((day) => from <= day && day < to);
}
