import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import { multiplyRatios, ratio } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import { type BookedWindow, type MeasureBook, openingCredit } from '../measures/measure-book.js';
import { windowTargetIncentive } from '../measures/target-incentive.js';
import { entriesAsOf } from '../measures/window-credits.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import { type LineExplanation, type Recorder, SILENT } from '../mechanisms/recorder.js';
import { evaluateMechanism, foreignPositionOf } from '../mechanisms/registry.js';
import type { DealLife, WindowEntry, WindowInput } from '../mechanisms/window-input.js';
import type { EarningLine, WindowOutcome } from '../mechanisms/window-outcome.js';
import type { Component } from '../plan.js';
import type { RecordIndex } from '../record-index.js';
import { earnedByDeal, reversalLines } from './deal-earnings.js';
import { applyLimit, type LimitContext } from './limits.js';
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

/** What a component comes to as of a date: every window that posts by then, in order. */
export interface ComponentResult {
  readonly windows: readonly WindowResult[];
  readonly problems: readonly Problem[];
}

interface Evaluated {
  readonly own: BookedWindow;
  readonly entries: readonly WindowEntry[];
  readonly outcome: WindowOutcome;
}

/**
 * One component of one segment of a payee, to be asked what is due as of any date. A pure function of the
 * events before that date: asking for one date never changes what another answers. Windows that are over
 * keep their evaluation, since nothing inside them can change any more.
 */
export class ComponentBook {
  readonly #final = new Map<BookedWindow, Evaluated>();

  constructor(
    readonly component: Component,
    readonly measureBook: MeasureBook,
    readonly context: EarningContext,
  ) {}

  /** What is due when everything before `through` is known; a recorder hears how each line came about. */
  asOf(through: CivilDate, recorder: Recorder = SILENT): ComponentResult {
    const { settles } = this.component;
    const { plan } = this.measureBook.segment;
    const known = this.measureBook.windows.filter(({ window }) => window.from < through);
    const evaluated = known
      .filter(({ window }) => settles === 'asEarned' || window.to <= through)
      .map((own) => this.#evaluate(own, through, recorder));
    const limited = this.#limit(evaluated, through, recorder);
    const windows = evaluated.map(({ own, entries, outcome }, place): WindowResult => {
      const lines = limited[place] ?? [];
      const earned = new Map(earnedByDeal(lines, outcome.weights, plan.rounding));
      const after = own.after.filter(({ date }) => date < through);
      const taken = reversalLines(earned, entries, after, plan.rounding);
      for (const line of taken) {
        const deal = line.deal ?? '';
        earned.set(deal, (earned.get(deal) ?? 0n) + line.amount);
        if (recorder.recording) recorder.line(scopedKey(own, line.key), explainReversal(line));
      }
      return { own, entries, lines: [...lines, ...taken], earned };
    });
    return { windows, problems: evaluated.flatMap(({ outcome }) => outcome.problems) };
  }

  #evaluate(own: BookedWindow, through: CivilDate, recorder: Recorder): Evaluated {
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
    const { measureBook, component, context } = this;
    const { plan, payee } = measureBook.segment;
    const { window } = own;
    const foreign = foreignPositionOf(component.mechanism);
    const days = readingDays(window, plan.payFrequency, context.company, through);
    // What settles at the end looks once, at the end.
    const counted = component.settles === 'windowEnd' ? days.slice(-1) : days;
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
      openingCredit: openingCredit(measureBook, own),
      life: this.#lifeBefore(own),
      readings: readingsAt(counted, (date) =>
        foreign === null ? null : context.positionAt(foreign, payee, date),
      ),
    };
  }

  /** What earlier windows know of a deal; worked out only for the deals that are asked for. */
  #lifeBefore(own: BookedWindow): (deal: string) => DealLife {
    const earlier = this.measureBook.windows.filter(({ window }) => window.from < own.window.from);
    let lives: Map<string, DealLife> | null = null;
    return (deal) => {
      if (lives === null) {
        lives = new Map();
        for (const each of earlier) {
          for (const entry of entriesAsOf(each, each.window.to)) {
            const life = lives.get(entry.deal) ?? { credit: 0n, paidOn: 0n };
            lives.set(entry.deal, { credit: life.credit + entry.credit, paidOn: life.paidOn + entry.paidOn });
          }
        }
      }
      return lives.get(deal) ?? { credit: 0n, paidOn: 0n };
    };
  }

  /** Applies cap and floor over all windows, since their spans need not be the measure's windows. */
  #limit(
    evaluated: readonly Evaluated[],
    through: CivilDate,
    recorder: Recorder,
  ): readonly (readonly EarningLine[])[] {
    const { cap, floor } = this.component;
    if (cap === null && floor === null) return evaluated.map(({ outcome }) => outcome.lines);
    const context = this.#limitContext(evaluated, through);
    let lines: readonly EarningLine[] = evaluated.flatMap(({ outcome, own }) =>
      outcome.lines.map((line) => ({ ...line, key: scopedKey(own, line.key) })),
    );
    for (const [name, limit] of [['cap', cap] as const, ['floor', floor] as const]) {
      if (limit === null) continue;
      const limited = applyLimit(lines, name, limit, context);
      lines = limited.lines;
      if (recorder.recording)
        for (const { key, explanation } of limited.effects) recorder.line(key, explanation);
    }
    return evaluated.map(({ own }) => {
      const scope = scopedKey(own, '');
      return lines.flatMap((line) => {
        if (line.key.startsWith(scope)) return [{ ...line, key: line.key.slice(scope.length) }];
        // The lift of a span belongs to the window in which the span ends.
        const isOwn = line.kind === 'floor' && own.window.from <= line.date && line.date < own.window.to;
        if (!isOwn) return [];
        if (recorder.recording) recorder.line(scopedKey(own, line.key), explainLift(line));
        return [line];
      });
    });
  }

  #limitContext(evaluated: readonly Evaluated[], through: CivilDate): LimitContext {
    const { segment, scale } = this.measureBook;
    const { plan } = segment;
    const bases = new Map(
      evaluated.flatMap(({ entries }) =>
        entries.map(({ deal, eventKey, base }) => [`${deal}\u0000${eventKey}`, base] as const),
      ),
    );
    const incentives = this.context.index.targetIncentivesByPayee.get(segment.payee) ?? [];
    return {
      calendar: this.context.company,
      rounding: plan.rounding,
      currency: plan.currency,
      through,
      segment: { from: segment.from, to: segment.to },
      targetIncentive: (span) => windowTargetIncentive(incentives, span, segment, plan)?.prorated ?? null,
      baseOf: (line) =>
        multiplyRatios(
          ratio(bases.get(`${line.deal ?? ''}\u0000${line.eventKey ?? ''}`) ?? 0n, 1n),
          ratio(1n, scale),
        ),
    };
  }
}

/** A line's key made unique within its component by the window's first day. */
export function scopedKey({ window }: BookedWindow, key: string): string {
  return `${window.from}\u0000${key}`;
}

function explainLift(line: EarningLine): LineExplanation {
  return { notes: [], leaves: [{ text: 'lifts the span to its floor', exact: ratio(line.amount, 1n) }] };
}

function explainReversal(line: EarningLine): LineExplanation {
  const text = 'taken back in proportion to what the deal earned in its window';
  return { notes: [], leaves: [{ text, exact: ratio(line.amount, 1n) }] };
}
