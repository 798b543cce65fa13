import type { CivilDate } from '../../calendar/civil-date.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import { baseReader } from './base-reader.js';
import { earnedByDeal, NO_DEAL } from './deal-earnings.js';
import { addedKey, type LimitContext, type LimitRule, limitFor, markOf } from './limit-rule.js';
import {
  comparePlaced,
  LimitedLines,
  type LimitedWindow,
  type LimitOutcome,
  type PlacedLine,
} from './limited-window.js';

/** What a deal earned: one of its own lines, or, where the deals of a window share its total, its part of that. */
interface DealEarning extends PlacedLine {
  readonly deal: string;
  readonly isPart: boolean;
  /** The payee's part of the events behind it. */
  readonly base: bigint;
}

/**
 * Limits what each deal earns over its life. A line of one deal becomes the limited running total after it less
 * the one before it; where deals share a window's total, the limit changes a deal's part by a line of its own.
 */
export function limitDeals(
  windows: readonly LimitedWindow[],
  rule: LimitRule,
  context: LimitContext,
): LimitOutcome {
  const limited = new LimitedLines(windows);
  const sums = new Map<string, { readonly raw: bigint; readonly limited: bigint; readonly base: bigint }>();
  for (const earning of earningsInOrder(windows, rule, context)) {
    const { deal, line, window } = earning;
    const sum = sums.get(deal) ?? { raw: 0n, limited: 0n, base: 0n };
    const raw = sum.raw + line.amount;
    const base = sum.base + earning.base;
    const limit = limitFor(rule, { span: null, base, scale: window.scale }, context);
    const after = limit === null ? raw : clamp(rule.by, raw, limit);
    sums.set(deal, { raw, limited: after, base });
    const amount = after - sum.limited;
    const change = amount - line.amount;
    if (change === 0n || limit === null) continue;
    const mark = markOf(rule, limit, rule.by === 'cap' ? 'forfeited' : 'lifted', change);
    if (!earning.isPart) limited.change(earning, amount, mark);
    else limited.add(window, { ...line, key: addedKey(rule.by, rule, deal), amount: change, limits: [mark] });
  }
  return { windows: limited.done(), unknown: [] };
}

function clamp(by: LimitRule['by'], value: bigint, limit: bigint): bigint {
  if (by === 'cap') return value > limit ? limit : value;
  // A floor is for what is earned: it does not turn what is taken back into pay.
  return value < limit && value >= 0n ? limit : value;
}

/** What belongs to no deal is left out. */
function earningsInOrder(
  windows: readonly LimitedWindow[],
  rule: LimitRule,
  context: LimitContext,
): readonly DealEarning[] {
  const baseOf = baseReader(windows, rule);
  const earnings = windows.flatMap((window) =>
    window.outcome.weights === null ? linesOf(window, baseOf) : partsOf(window, rule, context),
  );
  return rule.of === 'component' ? earnings : earnings.sort(comparePlaced);
}

function linesOf(window: LimitedWindow, baseOf: (line: EarningLine) => bigint): readonly DealEarning[] {
  return window.lines.flatMap((line, place) => {
    const { deal } = line;
    if (deal === null) return [];
    const base = baseOf(line);
    return [{ window, place, line, deal, base, isPart: false }];
  });
}

/** The parts that deals have in the total of a window, each on the day of the deal's last event in it. */
function partsOf(
  window: LimitedWindow,
  { by }: LimitRule,
  { rounding }: LimitContext,
): readonly DealEarning[] {
  const last = new Map<string, { readonly date: CivilDate; readonly base: bigint }>();
  for (const { deal, date, base } of window.entries) {
    last.set(deal, { date, base: base + (last.get(deal)?.base ?? 0n) });
  }
  const earned = earnedByDeal(window.lines, window.outcome.weights, rounding);
  return [...earned].flatMap(([deal, amount], place) => {
    const { date, base } = last.get(deal) ?? { date: null, base: 0n };
    if (deal === NO_DEAL || date === null) return [];
    const line: EarningLine = { kind: by, key: '', eventKey: null, deal, date, amount };
    return [{ window, place, line, deal, base, isPart: true }];
  });
}
