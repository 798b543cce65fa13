import { dayNumber } from '../../calendar/day-number.js';
import type { FoldPeriod } from './fold-period.js';
import type { FoldedLines } from './folded-lines.js';
import type { ReleasedComponent } from './release-folder.js';

/** The lines of one component of a segment, as a range; the key says where they stand on a statement. */
export interface LineGroup {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Whether they wait for a release. */
  readonly isReleased: boolean;
}

/** What a payee earned and what became payable, by place of the period; minor units. */
export interface PeriodTotals {
  readonly earned: Float64Array;
  readonly payable: Float64Array;
}

/**
 * Numbers a payee's lines within each period, and gives what each period earned and made payable.
 *
 * @example
 * numberLines(lines, periods, groups, []).earned[0] // 12_000
 */
export function numberLines(
  lines: FoldedLines,
  periods: readonly FoldPeriod[],
  groups: readonly LineGroup[],
  released: readonly ReleasedComponent[],
): PeriodTotals {
  const earned = new Float64Array(periods.length);
  const payable = new Float64Array(periods.length);
  const numbers = new Int32Array(periods.length);
  const ends = periods.map(({ to }) => dayNumber(to));
  for (const { start, end, isReleased } of [...groups].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    let period = 0;
    for (let line = start; line < end; line += 1) {
      while ((lines.day[line] ?? 0) >= (ends[period] ?? Number.POSITIVE_INFINITY)) period += 1;
      const number = (numbers[period] ?? 0) + 1;
      numbers[period] = number;
      lines.number[line] = number;
      lines.period[line] = periods[period]?.number ?? 0;
      const amount = lines.amount[line] ?? 0;
      earned[period] = (earned[period] ?? 0) + amount;
      if (!isReleased) payable[period] = (payable[period] ?? 0) + amount;
    }
  }
  for (const each of released) {
    for (const [period, amount] of each.payable.entries()) payable[period] = (payable[period] ?? 0) + amount;
  }
  return { earned, payable };
}
