import type { ClosedRange } from '../../calendar/date-range.js';
import { windowContaining } from '../../calendar/fiscal-calendar.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { TimeSpan } from '../modifiers/line-limit.js';
import { baseReader } from './base-reader.js';
import { type CarriedExcess, CarryQueue } from './carry-queue.js';
import {
  addedKey,
  isUnknown,
  type LimitContext,
  type LimitRule,
  limitFor,
  markOf,
  spanOf,
} from './limit-rule.js';
import {
  LimitedLines,
  type LimitedWindow,
  type LimitOutcome,
  linesInOrder,
  type PlacedLine,
} from './limited-window.js';

interface SpanLines {
  readonly span: ClosedRange;
  readonly lines: PlacedLine[];
}

/**
 * Caps what is earned in each span of time: a line is the capped running total after it less the one before it.
 * What is carried from the span before comes first in the running total, on the first day of the span.
 */
export function capSpans(
  windows: readonly LimitedWindow[],
  rule: LimitRule & { readonly per: TimeSpan },
  context: LimitContext,
): LimitOutcome {
  const limited = new LimitedLines(windows);
  const queue = new CarryQueue();
  const spans = spansWithLines(windows, rule, context);
  const baseOf = baseReader(windows, rule);
  for (const { span, lines } of spans) {
    const goesOn = rule.excess === 'carried' && !isLast(span, context);
    let sum = { span, base: 0n, scale: windows[0]?.scale ?? 1n };
    let total = queue.total;
    const carried = limitFor(rule, sum, context);
    const take = carried === null || total < carried ? total : carried > 0n ? carried : 0n;
    for (const each of queue.take(take, goesOn)) addCarried(limited, rule, span, each, carried ?? take);
    let paid = take;
    for (const placed of lines) {
      total += placed.line.amount;
      sum = { ...sum, base: sum.base + baseOf(placed.line) };
      const most = limitFor(rule, sum, context);
      const after = most === null || total < most ? total : most;
      const amount = after - paid;
      paid = after;
      const excess = placed.line.amount - amount;
      if (excess === 0n || most === null) continue;
      if (goesOn) queue.put(placed, excess);
      limited.change(placed, amount, markOf(rule, most, goesOn ? 'carriedOver' : 'forfeited', -excess));
    }
    if (!goesOn) queue.clear();
  }
  const unknown = spans.map(({ span }) => span).filter((span) => isUnknown(rule, span, context));
  return { windows: limited.done(), unknown };
}

/** The line that earns what was carried; it stands where it was first earned, and says what is lost at the end. */
function addCarried(
  limited: LimitedLines,
  rule: LimitRule,
  { from: date }: ClosedRange,
  { window, deal, taken, lost }: CarriedExcess & { readonly taken: bigint; readonly lost: bigint },
  most: bigint,
): void {
  const line: EarningLine = {
    kind: 'carried',
    key: addedKey('carried', rule, date, ...(deal === null ? [] : [deal])),
    eventKey: null,
    deal,
    date,
    amount: taken,
    limits: [
      markOf(rule, most, 'carriedIn', taken + lost),
      ...(lost === 0n ? [] : [markOf(rule, most, 'forfeited', -lost)]),
    ],
  };
  limited.add(window, line);
}

/** The lines by span in order; where something may be carried, also the spans without lines that it may come to. */
function spansWithLines(
  windows: readonly LimitedWindow[],
  rule: LimitRule & { readonly per: TimeSpan },
  context: LimitContext,
): readonly SpanLines[] {
  const spans = new Map<string, SpanLines>();
  const open = (span: ClosedRange): SpanLines => {
    const known = spans.get(span.from) ?? { span, lines: [] };
    spans.set(span.from, known);
    return known;
  };
  const byDate = new Map<string, SpanLines>();
  for (const placed of linesInOrder(windows, rule.of)) {
    const { date: posted, countsOn: date = posted } = placed.line;
    const known = byDate.get(date) ?? open(spanOf(rule.per, date, context));
    byDate.set(date, known);
    known.lines.push(placed);
  }
  const inOrder = () => [...spans.values()].sort((a, b) => (a.span.from < b.span.from ? -1 : 1));
  const { segment, through } = context;
  let next = rule.excess === 'carried' ? inOrder()[0]?.span.to : undefined;
  while (next !== undefined && next < through && next < segment.to) {
    next = open(spanOf(rule.per, next, context)).span.to;
  }
  return inOrder();
}

/** Whether nothing is carried out of a span: it ends the fiscal year, or the payee's time on this version of the plan. */
function isLast({ from, to }: ClosedRange, { calendar, segment }: LimitContext): boolean {
  return to >= segment.to || to >= windowContaining('year', from, calendar).to;
}
