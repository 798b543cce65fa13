import type { ClosedRange } from '../../calendar/date-range.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { LineLimit } from '../modifiers/line-limit.js';
import { compareText } from '../record-index.js';
import type { EvaluatedWindow } from './evaluated-window.js';

/** One window of a component on its way through caps and floors. */
export interface LimitedWindow extends EvaluatedWindow {
  readonly component: string;
  /** What the exact figures of its entries are multiplied by. */
  readonly scale: bigint;
  /** As the limits so far have left them. */
  readonly lines: readonly EarningLine[];
}

/** Windows after a limit. */
export interface LimitOutcome {
  /** One for each window given, in the same order. Every line that was changed or added says by what. */
  readonly windows: readonly LimitedWindow[];
  /** The spans whose limit can not be told for want of a target incentive. */
  readonly unknown: readonly ClosedRange[];
}

/** A line with the place where it stands. */
export interface PlacedLine {
  readonly window: LimitedWindow;
  readonly place: number;
  readonly line: EarningLine;
}

/**
 * The lines of windows in the order in which limits count them: as they stand within one component, and by date,
 * deal, event and component over a whole plan.
 */
export function linesInOrder(
  windows: readonly LimitedWindow[],
  of: 'component' | 'plan',
): readonly PlacedLine[] {
  const placed = windows.flatMap((window) => window.lines.map((line, place) => ({ window, place, line })));
  return of === 'component' ? placed : placed.sort(comparePlaced);
}

/** The order in which a plan counts what its components earn. */
export function comparePlaced(
  { line: a, window: { component: first } }: Omit<PlacedLine, 'place'>,
  { line: b, window: { component: second } }: Omit<PlacedLine, 'place'>,
): number {
  return (
    compareText(a.date, b.date) ||
    compareText(a.deal ?? '', b.deal ?? '') ||
    compareText(a.eventKey ?? '', b.eventKey ?? '') ||
    compareText(first, second)
  );
}

/** What a limit changes, until all of it is known. */
export class LimitedLines {
  /** Those of windows of which something is changed. */
  readonly #changed = new Map<LimitedWindow, EarningLine[]>();

  constructor(readonly windows: readonly LimitedWindow[]) {}

  /** Gives a line another amount, and says why. */
  change({ window, place, line }: PlacedLine, amount: bigint, mark: LineLimit): void {
    this.#linesOf(window)[place] = { ...line, amount, limits: [...(line.limits ?? []), mark] };
  }

  /** Adds a line to a window, after those it has. */
  add(window: LimitedWindow, line: EarningLine): void {
    this.#linesOf(window).push(line);
  }

  /** The windows with what has become of their lines; one of which nothing is changed is as it was given. */
  done(): readonly LimitedWindow[] {
    return this.windows.map((window) => {
      const lines = this.#changed.get(window);
      return lines === undefined ? window : { ...window, lines };
    });
  }

  #linesOf(window: LimitedWindow): EarningLine[] {
    const known = this.#changed.get(window) ?? [...window.lines];
    this.#changed.set(window, known);
    return known;
  }
}
