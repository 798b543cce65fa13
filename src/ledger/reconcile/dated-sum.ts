import type { CivilDate } from '../../calendar/civil-date.js';

/** An amount on a day. */
export interface Dated {
  readonly date: CivilDate;
  readonly amount: bigint;
}

/**
 * The sum of what is dated before a day.
 *
 * @example
 * sumBefore([{ date: '2026-01-31', amount: 5n }, { date: '2026-02-01', amount: 7n }], '2026-02-01') // 5n
 */
export function sumBefore(dated: readonly Dated[], day: CivilDate): bigint {
  let sum = 0n;
  for (const { date, amount } of dated) if (date < day) sum += amount;
  return sum;
}
