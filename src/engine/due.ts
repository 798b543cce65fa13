import type { CivilDate } from '../calendar/civil-date.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Calculation, PayeeBook, SegmentBook } from './calculate.js';
import type { ComponentBook, ComponentResult, WindowResult } from './earnings/component-book.js';
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
  readonly scale: bigint;
}

/** What one component of a segment comes to as of a date. */
export interface ComponentDue {
  readonly book: SegmentBook;
  readonly component: ComponentBook;
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
      const { streams } = calculation.crediting;
      components.push({
        book,
        component,
        lines: linesOf(book, component, result),
        payables: payablesOf(component.component, book.segment.plan, result, streams, through),
      });
    }
  }
  return { components, problems };
}

/** The key of a line among all lines of its payee. */
export function lineKey(
  line: Pick<DueLine, 'assignment' | 'segmentFrom' | 'component' | 'windowFrom' | 'key' | 'deal'>,
): string {
  const { assignment, segmentFrom, component, windowFrom, key, deal } = line;
  return [assignment, segmentFrom, component, windowFrom, key, deal ?? ''].join('\u0000');
}

function linesOf(
  { segment }: SegmentBook,
  { component, measureBook }: ComponentBook,
  result: ComponentResult,
): readonly DueLine[] {
  return result.windows.flatMap((window) => {
    const known = DUE_LINES.get(window);
    if (known !== undefined) return known;
    const entries = entryByKey(window);
    const lines = window.lines.map((line) => {
      const entry =
        line.kind === 'credit' || line.kind === 'spiff'
          ? entries.get(`${line.deal ?? ''}\u0000${line.eventKey ?? ''}`)
          : undefined;
      return {
        ...line,
        assignment: segment.assignment,
        component: component.id,
        measure: component.measure.id,
        segmentFrom: segment.from,
        windowFrom: window.own.window.from,
        windowTo: window.own.window.to,
        planHash: segment.plan.hash,
        share: entry?.share ?? null,
        base: entry?.base ?? null,
        credit: entry?.credit ?? null,
        scale: measureBook.scale,
      };
    });
    DUE_LINES.set(window, lines);
    return lines;
  });
}

/** The lines of results that did not change since they were asked for last. */
const DUE_LINES = new WeakMap<WindowResult, readonly DueLine[]>();

function entryByKey({ entries }: WindowResult) {
  return new Map(entries.map((entry) => [`${entry.deal}\u0000${entry.eventKey}`, entry]));
}
