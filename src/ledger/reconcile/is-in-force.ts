import type { CivilDate } from '../../calendar/civil-date.js';
import { contains } from '../../calendar/date-range.js';
import type { Split } from '../../records/record-kinds.js';

/**
 * Whether a share of a deal holds on a day.
 *
 * @example
 * isInForce({ from: null, to: '2026-04-01' }, '2026-03-31') // true
 */
export function isInForce({ from, to }: Pick<Split, 'from' | 'to'>, day: CivilDate): boolean {
  return contains({ from: from ?? day, to: to ?? undefined }, day);
}
