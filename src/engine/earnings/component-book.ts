import { type CivilDate, earlier, LAST_DATE } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { ObjectiveScore } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import { type BookedWindow, type MeasureBook, openingCredit } from '../measures/measure-book.js';
import type { MeasureWindow } from '../measures/measure-window.js';
import { entriesAsOf } from '../measures/window-credits.js';
import { type LineExplanation, listening, type Recorder, SILENT } from '../mechanisms/recorder.js';
import { evaluateMechanism } from '../mechanisms/registry.js';
import type { DealLife, WindowEntry, WindowInput } from '../mechanisms/window-input.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import { earningDeals } from '../payables/earning-deals.js';
import { Forfeiture, payableEnd } from '../payables/forfeiture.js';
import { payablesOf } from '../payables/payable.js';
import type { Component } from '../plan.js';
import { ClawBack, type TotalsByWindow } from './claw-back.js';
import { ComponentReadings } from './component-readings.js';
import { earnedByDeal, explainReversal, NO_DEAL, reversalLines } from './deal-earnings.js';
import { carriedLives, livesIn, NO_LIFE } from './deal-life.js';
import type { EarningContext } from './earning-context.js';
import { type EvaluatedWindow, scopedKey } from './evaluated-window.js';
import { explainLimits } from './explain-limits.js';
import { limitContexts } from './limit-context.js';
import type { LimitContext } from './limit-rule.js';
import { type LimitedWindows, limitWindows } from './limit-windows.js';
import type { LimitedWindow } from './limited-window.js';
import { hasModifiers, modifiedOutcome } from './modified-outcome.js';
import type { WindowResult } from './window-result.js';
import { knownScores, scoresIn } from './window-scores.js';

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
  readonly #final = new Map<BookedWindow, LimitedWindow>();
  readonly #results = new Map<BookedWindow, KnownResult>();
  readonly #limited = new Map<BookedWindow, Pick<LimitedWindow, 'outcome' | 'lines'>>();
  readonly #limitContextAt: (through: CivilDate) => LimitContext;
  /** What it reads from other measures and from teams. */
  readonly readings: ComponentReadings;
  /** Its measure, without what its own clawback decides about. */
  readonly measureBook: MeasureBook;
  /** The first day on which nothing of it becomes payable any more; what was not by then is forfeited. */
  readonly payableTo: CivilDate;
  readonly #clawBack: ClawBack | null;
  readonly #forfeiture: Forfeiture | null;
  readonly #restated = new Map<MeasureBook, ComponentBook>();
  #explained: {
    readonly own: BookedWindow;
    readonly byDate: Map<CivilDate, ReadonlyMap<string, LineExplanation>>;
  } | null = null;

  constructor(
    readonly component: Component,
    credited: MeasureBook,
    readonly context: EarningContext,
  ) {
    this.#clawBack = this.#openClawBack(credited);
    const measureBook = this.#clawBack?.measureBook ?? credited;
    this.measureBook = measureBook;
    this.#limitContextAt = limitContexts(measureBook.segment, context, component.id);
    this.readings = new ComponentReadings(component, measureBook, context);
    this.payableTo = payableEnd(measureBook.segment, context.company);
    this.#forfeiture = this.payableTo === LAST_DATE ? null : this.#openForfeiture(context.streams);
  }

  /**
   * What is due when everything before `through` is known; a recorder hears how each line came about.
   *
   * @param heard the window that the recorder listens to; every window unless said otherwise
   */
  asOf(through: CivilDate, recorder: Recorder = SILENT, heard?: BookedWindow): ComponentResult {
    const earned = this.#earnedAsOf(through, recorder, heard);
    if (this.#forfeiture === null) return earned;
    const recorderOf = (own: BookedWindow) => (heard === undefined || heard === own ? recorder : SILENT);
    return { ...earned, windows: this.#forfeiture.forfeited(earned.windows, through, recorderOf) };
  }

  /** What is due before anything is forfeited that was not payable in time. */
  #earnedAsOf(through: CivilDate, recorder: Recorder = SILENT, heard?: BookedWindow): ComponentResult {
    const recorderOf = (own: BookedWindow) => (heard === undefined || heard === own ? recorder : SILENT);
    const { planLimits } = this.context;
    const before =
      planLimits === null || recorder.recording ? this.beforePlan(through, recorder, heard) : null;
    const limited = planLimits?.(this.component.id, through) ?? before ?? NOTHING_LIMITED;
    const windows = limited.windows.map((each) =>
      this.#result(each, this.#limitedBefore(each), through, recorderOf(each.own)),
    );
    const clawBack = this.#clawBack;
    if (clawBack === null) return { windows, problems: limited.problems };
    return {
      windows: windows.map((each) => clawBack.clawed(each, through, recorderOf(each.own))),
      problems: [...limited.problems, ...clawBack.problemsBefore(through)],
    };
  }

  /** Only this stage looks at what is payable: what was not, when its payee left, is not earned any more. */
  #openForfeiture(streams: DealStreams): Forfeiture {
    const { component } = this;
    const { segment } = this.measureBook;
    const earning = (windows: readonly WindowResult[]) => earningDeals(component, windows, segment.plan);
    const windowsAt = (through: CivilDate) => this.#earnedAsOf(through).windows;
    const payablesAt = (windows: readonly WindowResult[], through: CivilDate) =>
      payablesOf(component, windows, { streams, plan: segment.plan, through });
    const settlesAtEnd = component.settles === 'windowEnd';
    return new Forfeiture({ segment, settlesAtEnd, windowsAt, payablesAt, earning }, this.payableTo);
  }

  #openClawBack(credited: MeasureBook): ClawBack | null {
    if (this.component.clawback.length === 0) return null;
    return new ClawBack(this.component, credited, this.context.streams, (book, through) =>
      totalsByWindow(this.#over(book).beforePlan(through)),
    );
  }

  /** The same component over a measure that is restated: what it earns there, before anything is clawed back. */
  #over(book: MeasureBook): ComponentBook {
    const known = this.#restated.get(book);
    if (known !== undefined) return known;
    const component = { ...this.component, clawback: [] };
    const restated = new ComponentBook(component, book, { ...this.context, planLimits: null });
    this.#restated.set(book, restated);
    return restated;
  }

  /** A window as it is evaluated where credit went back with a deal. */
  #evaluateRestated(own: BookedWindow, through: CivilDate, recorder: Recorder): LimitedWindow | null {
    const book = this.#clawBack?.restatedAsOf(through) ?? null;
    const like = book?.windows.find(({ window }) => window === own.window);
    if (book === null || like === undefined) return null;
    const restated = this.#over(book).#evaluate(like, through, recorder);
    return { ...restated, own, scale: this.measureBook.scale };
  }

  /** What the windows that post by then come to after the component's own cap and floor, before those of the plan. */
  beforePlan(through: CivilDate, recorder: Recorder = SILENT, heard?: BookedWindow): LimitedWindows {
    const recorderOf = (own: BookedWindow) => (heard === undefined || heard === own ? recorder : SILENT);
    const known = this.measureBook.windows.filter(({ window }) => window.from < through);
    const evaluated = known
      .filter(({ window }) => this.#settled(window, through))
      .map((own) => this.#evaluate(own, through, recorderOf(own)));
    const context = this.#limitContextAt(through);
    const limited = limitWindows(evaluated, this.component, context);
    const problems = evaluated.flatMap(({ outcome }) => outcome.problems);
    return { ...limited, problems: [...problems, ...limited.problems] };
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
    if (recorder.recording) {
      for (const { key, limits } of lines)
        if (limits !== undefined) recorder.line(scopedKey(own, key), explainLimits(limits, currency));
    }
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
  #settled(window: MeasureWindow, through: CivilDate): boolean {
    const { closes } = this.readings;
    return this.component.settles === 'asEarned' || earlier(closes(window), window.full.to) <= through;
  }

  /** A window before any limit. */
  #evaluate(own: BookedWindow, through: CivilDate, recorder: Recorder): LimitedWindow {
    const restated = this.#evaluateRestated(own, through, recorder);
    if (restated !== null) return restated;
    const { component } = this;
    const modified = hasModifiers(component);
    const isFinal = this.#isFinal(own.window, through);
    const known = this.#final.get(own);
    if (known !== undefined && isFinal && !recorder.recording) return known;
    const entries = entriesAsOf(own, through);
    const scoped: Recorder = recorder.recording
      ? { recording: true, line: (key, explanation) => recorder.line(scopedKey(own, key), explanation) }
      : recorder;
    const input = this.#input(own, entries, through);
    const outcome = modified
      ? modifiedOutcome(component, input, this.readings.ofModifiers(own.window, through), scoped)
      : evaluateMechanism(component.mechanism, input, scoped);
    const { scale } = this.measureBook;
    const evaluated = { own, entries, outcome, component: component.id, scale, lines: outcome.lines };
    if (isFinal) this.#final.set(own, evaluated);
    return evaluated;
  }

  /** Whether nothing that a window is evaluated from can change any more. */
  #isFinal(window: MeasureWindow, through: CivilDate): boolean {
    const { readings } = this;
    const isOver =
      (hasModifiers(this.component) ? readings.endOf(window) : readings.closes(window)) <= through;
    return isOver && (this.#scores(window)?.every(({ scoredOn }) => scoredOn < through) ?? true);
  }

  /** The scores that a window is paid by, known or not; `null` where it is paid by none. */
  #scores(window: MeasureWindow): readonly ObjectiveScore[] | null {
    if (this.component.mechanism.kind !== 'objectives') return null;
    return scoresIn(this.measureBook.segment, window, this.context.index);
  }

  #input(own: BookedWindow, entries: readonly WindowEntry[], through: CivilDate): WindowInput {
    const { measureBook } = this;
    const { plan } = measureBook.segment;
    const { window } = own;
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
      lastYear: own.lastYear?.window ?? null,
      withoutQuota: own.withoutQuota,
      fullQuota: own.quota?.full ?? null,
      fullTargetIncentive: own.targetIncentive?.full ?? null,
      targetIncentive: own.targetIncentive?.prorated ?? null,
      activePart: own.activePart,
      openingCredit: openingCredit(measureBook, own, through),
      life: this.#lifeBefore(own, earlier(through, window.to)),
      scores: knownScores(this.#scores(window), through),
      readings: this.readings.ofMechanism(window, through),
      peers: this.readings.ofPeers(own),
    };
  }

  /**
   * What earlier windows know of a deal, less what was taken back of it until now, or until this window was
   * over; worked out only for the deals that are asked for.
   */
  #lifeBefore(own: BookedWindow, until: CivilDate): (deal: string) => DealLife {
    const { measureBook } = this;
    const earlierWindows = measureBook.windows.filter(({ window }) => window.from < own.window.from);
    let lives: ReadonlyMap<string, DealLife> | null = null;
    return (deal) => {
      lives ??= livesIn([...carriedLives(measureBook), { windows: earlierWindows, factor: 1n }], until);
      return lives.get(deal) ?? NO_LIFE;
    };
  }

  /** The same lines as before where nothing came of it, so that what is made of them need not be made again. */
  #limitedBefore({ own, outcome, lines }: LimitedWindow): readonly EarningLine[] {
    const known = this.#limited.get(own);
    if (known?.outcome === outcome && areAlike(known.lines, lines)) return known.lines;
    this.#limited.set(own, { outcome, lines });
    return lines;
  }
}

const NOTHING_LIMITED: LimitedWindows = Object.freeze({ windows: [], problems: [] });

/** Whether lines that stem from one outcome say the same. */
function areAlike(before: readonly EarningLine[], after: readonly EarningLine[]): boolean {
  if (before === after) return true;
  if (before.length !== after.length) return false;
  return before.every((line, place) => {
    const other = after[place];
    return (
      line === other || (line.key === other?.key && line.amount === other.amount && line.date === other.date)
    );
  });
}

/** What windows come to in all, by their range. */
function totalsByWindow({ windows }: LimitedWindows): TotalsByWindow {
  return new Map(
    windows.map(({ own, lines }) => [own.window, lines.reduce((sum, { amount }) => sum + amount, 0n)]),
  );
}
