import { type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { Ratio } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import { lastDay } from '../credits/segment.js';
import { type BookedWindow, type MeasureBook, openingCredit } from '../measures/measure-book.js';
import type { MeasureWindow } from '../measures/measure-window.js';
import { windowTargetIncentive } from '../measures/target-incentive.js';
import { entriesAsOf } from '../measures/window-credits.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import { type LineExplanation, listening, type Recorder, SILENT } from '../mechanisms/recorder.js';
import { evaluateMechanism, foreignPositionOf } from '../mechanisms/registry.js';
import type { DealLife, PositionReading, WindowEntry, WindowInput } from '../mechanisms/window-input.js';
import type { EarningLine, WindowOutcome } from '../mechanisms/window-outcome.js';
import type { Component } from '../plan.js';
import type { RecordIndex } from '../record-index.js';
import { earnedByDeal, explainReversal, NO_DEAL, reversalLines } from './deal-earnings.js';
import { livesIn, NO_LIFE } from './deal-life.js';
import { basesOf, type EvaluatedWindow, scopedKey } from './evaluated-window.js';
import { type LimitedWindows, limitWindows } from './limit-windows.js';
import type { LimitContext } from './limits.js';
import { readingDays, readingsAt } from './readings.js';

/** What earnings look at besides the measure's own book. */
export interface EarningContext {
  readonly index: RecordIndex;
  readonly company: Company;
  /** A position from elsewhere at the end of a day. */
  readonly positionAt: (position: ForeignPosition, payee: string, date: CivilDate) => Ratio | null;
}

/** What one window of a component comes to as of a date. */
export interface WindowResult {
  readonly own: BookedWindow;
  readonly entries: readonly WindowEntry[];
  readonly lines: readonly EarningLine[];
  /** What each deal earned, after what was taken back; `''` is what belongs to no deal. Sums to the lines. */
  readonly earned: ReadonlyMap<string, bigint>;
}

/** A result with what it was made from besides the window itself. */
interface KnownResult extends WindowResult {
  readonly before: readonly EarningLine[];
  readonly taken: number;
}

/** What a component comes to as of a date: every window that posts by then, in order. */
export interface ComponentResult {
  readonly windows: readonly WindowResult[];
  readonly problems: readonly Problem[];
}

/**
 * One component of one segment of a payee, to be asked what is due as of any date. A pure function of the
 * events before that date: asking for one date never changes what another answers. Windows that are over
 * keep their evaluation, since nothing inside them can change any more.
 */
export class ComponentBook {
  readonly #final = new Map<BookedWindow, EvaluatedWindow>();
  readonly #results = new Map<BookedWindow, KnownResult>();
  readonly #limited = new Map<BookedWindow, LimitedWindow>();
  readonly #incentives = new Map<string, Ratio | null>();
  readonly #positions = new Map<CivilDate, Ratio | null>();
  #explained: {
    readonly own: BookedWindow;
    readonly byDate: Map<CivilDate, ReadonlyMap<string, LineExplanation>>;
  } | null = null;

  constructor(
    readonly component: Component,
    readonly measureBook: MeasureBook,
    readonly context: EarningContext,
  ) {}

  /**
   * What is due when everything before `through` is known; a recorder hears how each line came about.
   *
   * @param heard the window that the recorder listens to; every window unless said otherwise
   */
  asOf(through: CivilDate, recorder: Recorder = SILENT, heard?: BookedWindow): ComponentResult {
    const recorderOf = (own: BookedWindow) => (heard === undefined || heard === own ? recorder : SILENT);
    const known = this.measureBook.windows.filter(({ window }) => window.from < through);
    const evaluated = known
      .filter(({ window }) => this.#settled(window, through))
      .map((own) => this.#evaluate(own, through, recorderOf(own)));
    const limited = this.#limit(evaluated, through, recorder);
    const windows = evaluated.map((each, place) =>
      this.#result(each, limited.lines[place] ?? [], through, recorderOf(each.own)),
    );
    const problems = evaluated.flatMap(({ outcome }) => outcome.problems);
    return { windows, problems: [...problems, ...limited.problems] };
  }

  /** Takes back from a window what was taken back after it. A window to which nothing happened stays the same. */
  #result(
    { own, entries, outcome }: EvaluatedWindow,
    lines: readonly EarningLine[],
    through: CivilDate,
    recorder: Recorder,
  ): WindowResult {
    const { currency, rounding } = this.measureBook.segment.plan;
    const after = own.after.filter(({ date }) => date < through);
    const known = this.#results.get(own);
    if (known?.before === lines && known.taken === after.length && !recorder.recording) return known;
    const earned = new Map(earnedByDeal(lines, outcome.weights, rounding));
    const taken = reversalLines(earned, entries, after, rounding);
    for (const each of taken) {
      const deal = each.line.deal ?? NO_DEAL;
      earned.set(deal, (earned.get(deal) ?? 0n) + each.line.amount);
      if (recorder.recording) recorder.line(scopedKey(own, each.line.key), explainReversal(each, currency));
    }
    const all = taken.length === 0 ? lines : [...lines, ...taken.map(({ line }) => line)];
    const result = { own, entries, lines: all, earned, before: lines, taken: after.length };
    this.#results.set(own, result);
    return result;
  }

  /**
   * How each line of a window that is due came about, by {@link scopedKey}. The window asked for last is
   * remembered, as lines are asked for one after the other.
   */
  explained(own: BookedWindow, through: CivilDate): ReadonlyMap<string, LineExplanation> {
    if (this.#explained?.own !== own) this.#explained = { own, byDate: new Map() };
    const known = this.#explained.byDate.get(through);
    if (known !== undefined) return known;
    const { recorder, explanations } = listening();
    this.asOf(through, recorder, own);
    this.#explained.byDate.set(through, explanations);
    return explanations;
  }

  /** Whether a window posts by then. What comes in after a window's own end does not keep it open. */
  #settled({ to, full }: MeasureWindow, through: CivilDate): boolean {
    return this.component.settles === 'asEarned' || earlier(to, full.to) <= through;
  }

  #evaluate(own: BookedWindow, through: CivilDate, recorder: Recorder): EvaluatedWindow {
    const isFinal = own.window.to <= through;
    const known = this.#final.get(own);
    if (known !== undefined && isFinal && !recorder.recording) return known;
    const entries = entriesAsOf(own, through);
    const scoped: Recorder = recorder.recording
      ? { recording: true, line: (key, explanation) => recorder.line(scopedKey(own, key), explanation) }
      : recorder;
    const outcome = evaluateMechanism(this.component.mechanism, this.#input(own, entries, through), scoped);
    const evaluated = { own, entries, outcome };
    if (isFinal) this.#final.set(own, evaluated);
    return evaluated;
  }

  #input(own: BookedWindow, entries: readonly WindowEntry[], through: CivilDate): WindowInput {
    const { measureBook, component } = this;
    const { plan } = measureBook.segment;
    const { window } = own;
    const foreign = foreignPositionOf(component.mechanism);
    const days = this.#readingDays(window, through);
    return {
      from: window.from,
      to: window.to,
      through,
      entries,
      scale: measureBook.scale,
      unit: measureBook.measure.unit,
      currency: plan.currency,
      rounding: plan.rounding,
      quota: own.quota?.amount ?? null,
      withoutQuota: measureBook.measure.withoutQuota,
      fullQuota: own.quota?.full ?? null,
      fullTargetIncentive: own.targetIncentive?.full ?? null,
      targetIncentive: own.targetIncentive?.prorated ?? null,
      activePart: own.activePart,
      openingCredit: openingCredit(measureBook, own, through),
      life: this.#lifeBefore(own, earlier(through, window.to)),
      readings: readingsAt(days, (date) => (foreign === null ? null : this.#positionAt(foreign, date))),
    };
  }

  /** A team's attainment, on each day on which it is looked up when everything before `through` is known. */
  teamReadings(through: CivilDate): readonly PositionReading[] {
    const foreign = foreignPositionOf(this.component.mechanism);
    if (foreign === null || foreign.of === 'self') return [];
    return this.measureBook.windows.flatMap(({ window }) =>
      readingsAt(this.#readingDays(window, through), (date) => this.#positionAt(foreign, date)),
    );
  }

  /** What settles at the end looks once, at the end. */
  #readingDays(window: MeasureWindow, through: CivilDate): readonly CivilDate[] {
    const { payFrequency } = this.measureBook.segment.plan;
    const days = readingDays(window, payFrequency, this.context.company, through);
    return this.component.settles === 'windowEnd' ? days.slice(-1) : days;
  }

  /** A position is frozen at the day on which it is read. */
  #positionAt(foreign: ForeignPosition, date: CivilDate): Ratio | null {
    const known = this.#positions.get(date);
    if (known !== undefined) return known;
    const position = this.context.positionAt(foreign, this.measureBook.segment.payee, date);
    this.#positions.set(date, position);
    return position;
  }

  /**
   * What earlier windows know of a deal, less what was taken back of it until now, or until this window was
   * over; worked out only for the deals that are asked for.
   */
  #lifeBefore(own: BookedWindow, until: CivilDate): (deal: string) => DealLife {
    const earlierWindows = this.measureBook.windows.filter(({ window }) => window.from < own.window.from);
    let lives: ReadonlyMap<string, DealLife> | null = null;
    return (deal) => {
      lives ??= livesIn(earlierWindows, until);
      return lives.get(deal) ?? NO_LIFE;
    };
  }

  /** Applies cap and floor over all windows, since their spans need not be the measure's windows. */
  #limit(evaluated: readonly EvaluatedWindow[], through: CivilDate, recorder: Recorder): LimitedWindows {
    const { cap, floor } = this.component;
    if (cap === null && floor === null) {
      return { lines: evaluated.map(({ outcome }) => outcome.lines), problems: [] };
    }
    const limited = limitWindows(evaluated, { cap, floor }, this.#limitContext(evaluated, through), recorder);
    const lines = evaluated.map((each, place) => this.#limitedBefore(each, limited.lines[place] ?? []));
    return { ...limited, lines };
  }

  /** The same lines as before where nothing came of it, so that what is made of them need not be made again. */
  #limitedBefore({ own, outcome }: EvaluatedWindow, lines: readonly EarningLine[]): readonly EarningLine[] {
    const known = this.#limited.get(own);
    if (known?.outcome === outcome && areAlike(known.lines, lines)) return known.lines;
    this.#limited.set(own, { outcome, lines });
    return lines;
  }

  /** The target incentive of a span as far as the segment is active in it; the same whenever it is asked for. */
  #targetIncentive(span: ClosedRange): Ratio | null {
    const key = `${span.from} ${span.to}`;
    const known = this.#incentives.get(key);
    if (known !== undefined) return known;
    const { segment } = this.measureBook;
    const { company, index } = this.context;
    const incentives = index.targetIncentivesByPayee.get(segment.payee) ?? [];
    const active = { from: segment.from, to: lastDay(segment) };
    const terms = { ...segment.plan, homeCurrency: company.homeCurrency };
    const incentive = windowTargetIncentive(incentives, span, active, terms)?.prorated ?? null;
    this.#incentives.set(key, incentive);
    return incentive;
  }

  #limitContext(evaluated: readonly EvaluatedWindow[], through: CivilDate): LimitContext {
    const { segment, scale } = this.measureBook;
    const { plan } = segment;
    let bases: ReadonlyMap<string, bigint> | null = null;
    return {
      calendar: this.context.company,
      rounding: plan.rounding,
      currency: plan.currency,
      through,
      segment: { from: segment.from, to: segment.to },
      targetIncentive: (span) => this.#targetIncentive(span),
      baseOf: ({ deal, eventKey }) => {
        bases ??= basesOf(evaluated);
        return bases.get(`${deal ?? ''}\u0000${eventKey ?? ''}`) ?? 0n;
      },
      scale,
    };
  }
}

/** What cap and floor made of the lines of an outcome. */
interface LimitedWindow {
  readonly outcome: WindowOutcome;
  readonly lines: readonly EarningLine[];
}

/** Whether lines that stem from one outcome say the same. */
function areAlike(before: readonly EarningLine[], after: readonly EarningLine[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((line, place) => {
    const other = after[place];
    return (
      line === other || (line.key === other?.key && line.amount === other.amount && line.date === other.date)
    );
  });
}
