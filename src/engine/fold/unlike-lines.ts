import type { LineColumns } from './folded-lines.js';

const COLUMNS = [
  ...(['entitlement', 'windowFrom', 'windowTo', 'day', 'period', 'number', 'amount', 'base'] as const),
  ...(['share', 'deal', 'event', 'excess'] as const),
];

/** A part of some lines: without so many first ones, and so many last ones. */
export interface LinePart {
  readonly from: number;
  /** How many follow after it. */
  readonly end: number;
}

/**
 * The part in which lines are others than they were: what comes before and after it is the same in both.
 *
 * @example
 * unlike(before, now) // { from: 12, end: 340 }
 */
export function unlike(before: LineColumns, now: LineColumns): LinePart {
  const most = Math.min(before.count, now.count);
  let from = 0;
  while (from < most && isSame(before, from, now, from)) from += 1;
  let end = 0;
  while (end < most - from && isSame(before, before.count - 1 - end, now, now.count - 1 - end)) end += 1;
  return { from, end };
}

/**
 * A part of some lines.
 *
 * @example
 * linesFrom(lines, { from: 0, end: 0 }).count === lines.count
 */
export function linesFrom(lines: LineColumns, { from, end }: LinePart): LineColumns {
  const to = lines.count - end;
  return {
    count: to - from,
    entitlement: lines.entitlement.subarray(from, to),
    windowFrom: lines.windowFrom.subarray(from, to),
    windowTo: lines.windowTo.subarray(from, to),
    day: lines.day.subarray(from, to),
    period: lines.period.subarray(from, to),
    number: lines.number.subarray(from, to),
    amount: lines.amount.subarray(from, to),
    base: lines.base.subarray(from, to),
    share: lines.share.subarray(from, to),
    deal: lines.deal.subarray(from, to),
    event: lines.event.subarray(from, to),
    excess: lines.excess.subarray(from, to),
  };
}

function isSame(one: LineColumns, place: number, other: LineColumns, at: number): boolean {
  return COLUMNS.every((column) => one[column][place] === other[column][at]);
}
