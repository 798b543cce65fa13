import type { CivilDate } from '../calendar/civil-date.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Calculation, PayeeBook, SegmentBook } from './calculate.js';
import type { ComponentBook, ComponentResult } from './earnings/component-book.js';
import type { WindowResult } from './earnings/window-result.js';
import type { OriginalAmount } from './events/deal-event.js';
import type { WindowEntry } from './mechanisms/window-input.js';
import type { EarningLine } from './mechanisms/window-outcome.js';
import { type Payable, payablesOf } from './payables/payable.js';

/** A line that is due, with all that tells it apart from every other line of its payee. */
export interface DueLine extends EarningLine {
  readonly assignment: string;
  readonly component: string;
  readonly measure: string;
  /** The first day of the segment: two versions of a plan may have windows that start on one day. */
  readonly segmentFrom: CivilDate;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  readonly planHash: string;
  /** The payee's part of the event before factors, and what it counted as; exact, times `scale`. */
  readonly share: bigint | null;
  readonly base: bigint | null;
  readonly credit: bigint | null;
  /** The whole event before it was converted, where it was. */
  readonly original: OriginalAmount | null;
  readonly scale: bigint;
}

/** What one component of a segment comes to as of a date. Lines and payables are worked out when asked for. */
export interface ComponentDue {
  readonly book: SegmentBook;
  readonly component: ComponentBook;
  /** What each window comes to: the same object as before as long as nothing happened to the window. */
  readonly windows: readonly WindowResult[];
  /** Tells a line of a window with all that tells it apart; most lines are never asked for. */
  readonly dueLinesOf: (window: WindowResult) => (line: EarningLine) => DueLine;
  readonly lines: readonly DueLine[];
  readonly payables: readonly Payable[];
}

/** What a payee is due as of a date, cumulatively since the first day. */
export interface Due {
  readonly components: readonly ComponentDue[];
  readonly problems: readonly Problem[];
}

/**
 * What is due to a payee when everything before `through` is known.
 *
 * @param chosen which segments to ask; all unless said otherwise
 */
export function dueAsOf(
  calculation: Calculation,
  payee: PayeeBook,
  through: CivilDate,
  chosen: (book: SegmentBook) => boolean = () => true,
): Due {
  const components: ComponentDue[] = [];
  const problems: Problem[] = [...payee.problemsBefore(through)];
  for (const book of payee.segments) {
    if (book.segment.from >= through || !chosen(book)) continue;
    for (const component of book.components) {
      const result = component.asOf(through);
      for (const each of result.problems) {
        problems.push(
          problem(each.code, each.message, {
            ...each,
            subject: `payee ${payee.payee}, ${book.segment.assignment}, ${component.component.id}`,
          }),
        );
      }
      components.push(componentDue(calculation, book, component, result, through));
    }
  }
  return { components, problems };
}

function componentDue(
  { crediting: { streams } }: Calculation,
  book: SegmentBook,
  component: ComponentBook,
  result: ComponentResult,
  through: CivilDate,
): ComponentDue {
  const { windows } = result;
  const dueLinesOf = (window: WindowResult) => dueLineIn(book, component, window);
  let payables: readonly Payable[] | null = null;
  return {
    book,
    component,
    windows,
    dueLinesOf,
    get lines() {
      return windows.flatMap((each) => each.lines.map(dueLinesOf(each)));
    },
    get payables() {
      const { plan } = book.segment;
      const { payableTo } = component;
      payables ??= payablesOf(component.component, result.windows, { streams, plan, through, payableTo });
      return payables;
    },
  };
}

function dueLineIn(
  { segment }: SegmentBook,
  { component, measureBook }: ComponentBook,
  window: WindowResult,
): (line: EarningLine) => DueLine {
  const { from: windowFrom, to: windowTo } = window.own.window;
  return (line) => {
    const entry = line.kind === 'credit' || line.kind === 'spiff' ? entryOf(window, line) : undefined;
    return {
      ...line,
      assignment: segment.assignment,
      component: component.id,
      measure: component.measure.id,
      segmentFrom: segment.from,
      windowFrom,
      windowTo,
      planHash: segment.plan.hash,
      share: entry?.share ?? null,
      base: entry?.base ?? null,
      credit: entry?.credit ?? null,
      original: entry?.original ?? null,
      scale: measureBook.scale,
    };
  };
}

/** The entries of a window by deal and event, sorted once and when the first is looked for. */
const ENTRIES = new WeakMap<WindowResult, ReadonlyMap<string, WindowEntry>>();

function entryOf(window: WindowResult, { deal, eventKey }: EarningLine): WindowEntry | undefined {
  let entries = ENTRIES.get(window);
  if (entries === undefined) {
    entries = new Map(window.entries.map((each) => [`${each.deal}\u0000${each.eventKey}`, each]));
    ENTRIES.set(window, entries);
  }
  return entries.get(`${deal ?? ''}\u0000${eventKey ?? ''}`);
}
