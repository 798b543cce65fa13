import { addDays, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { TimeSpan } from '../modifiers/line-limit.js';
import { baseReader } from './base-reader.js';
import {
  addedKey,
  isUnknown,
  type LimitContext,
  type LimitRule,
  limitFor,
  markOf,
  spanOf,
} from './limit-rule.js';
import { LimitedLines, type LimitedWindow, type LimitOutcome } from './limited-window.js';

/** Lifts each span of time that is over to its floor, by a line of its own on the last day of the span. */
export function liftSpans(
  windows: readonly LimitedWindow[],
  rule: LimitRule & { readonly per: TimeSpan },
  context: LimitContext,
): LimitOutcome {
  const limited = new LimitedLines(windows);
  const over = spansOver(rule.per, context);
  const sums = sumsOf(windows, rule, context);
  for (const span of over) {
    const { raw, base } = sums.get(span.from) ?? { raw: 0n, base: 0n };
    const least = limitFor(rule, { span, base, scale: windows[0]?.scale ?? 1n }, context);
    const date = addDays(earlier(span.to, context.segment.to), -1);
    // The line belongs to the window in which the span ends.
    const home = windows.find(
      ({ component, own: { window } }) =>
        component === context.liftsIn && window.from <= date && date < window.to,
    );
    if (least === null || raw >= least || home === undefined) continue;
    const amount = least - raw;
    limited.add(home, {
      kind: 'floor',
      key: addedKey('floor', rule, date),
      eventKey: null,
      deal: null,
      date,
      amount,
      limits: [markOf(rule, least, 'lifted', amount)],
    });
  }
  return { windows: limited.done(), unknown: over.filter((span) => isUnknown(rule, span, context)) };
}

/** The spans of a floor that are over, within the segment. */
function spansOver(per: TimeSpan, context: LimitContext): readonly ClosedRange[] {
  const { segment, through } = context;
  const spans: ClosedRange[] = [];
  for (let day = segment.from; day < earlier(segment.to, through); ) {
    const span = spanOf(per, day, context);
    if (earlier(span.to, segment.to) > through) break;
    spans.push(span);
    day = span.to;
  }
  return spans;
}

function sumsOf(
  windows: readonly LimitedWindow[],
  rule: LimitRule & { readonly per: TimeSpan },
  context: LimitContext,
): ReadonlyMap<string, { readonly raw: bigint; readonly base: bigint }> {
  const sums = new Map<string, { raw: bigint; base: bigint }>();
  const spans = new Map<string, string>();
  const baseOf = baseReader(windows, rule);
  for (const line of windows.flatMap(({ lines }) => lines)) {
    const { amount, date: posted, countsOn: date = posted } = line;
    const from = spans.get(date) ?? spanOf(rule.per, date, context).from;
    spans.set(date, from);
    const sum = sums.get(from) ?? { raw: 0n, base: 0n };
    sums.set(from, { raw: sum.raw + amount, base: sum.base + baseOf(line) });
  }
  return sums;
}
