import type { LineColumns } from './folded-lines.js';

const COLUMNS = [
  ...(['entitlement', 'windowFrom', 'windowTo', 'day', 'period', 'number', 'amount', 'base'] as const),
  ...(['share', 'deal', 'event', 'excess'] as const),
] as const;

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
  // Column after column: the first line that is unlike is so in one of them.
  const from = COLUMNS.reduce((same, column) => sameFirst(before[column], now[column], same), most);
  const end = COLUMNS.reduce(
    (same, column) => sameLast(before[column], before.count, now[column], now.count, same),
    most - from,
  );
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

type Values = LineColumns[(typeof COLUMNS)[number]];

/** How many of the first values are the same, of `most` at most. */
function sameFirst(one: Values, other: Values, most: number): number {
  let place = 0;
  while (place < most && one[place] === other[place]) place += 1;
  return place;
}

/** How many of the last values are the same, of `most` at most. */
function sameLast(one: Values, ofOne: number, other: Values, ofOther: number, most: number): number {
  let count = 0;
  while (count < most && one[ofOne - 1 - count] === other[ofOther - 1 - count]) count += 1;
  return count;
}
