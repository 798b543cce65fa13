import {
  addRatios,
  divideRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  subtractRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { CreditReversal } from '../credits/credit.js';
import type { BookedWindow } from '../measures/measure-book.js';
import type { WindowEntry } from '../mechanisms/window-input.js';
import type { ChurnEvent } from './churn-events.js';

/** What stands of a deal in a window, entry by entry. */
interface Standing {
  readonly entries: readonly { readonly date: string; readonly amount: bigint }[];
  readonly whole: bigint;
  readonly measure: 'paidOn' | 'base';
}

/**
 * Tells which part of what a deal earned in a window each of its cancellations and reductions concerns. Where they
 * take back what was booked it is what they take back ÷ what is booked; otherwise it is the part of the deal's value
 * that goes, of all that came in until then and was not concerned before.
 *
 * @param reversals what the events take back of the window, on the booked basis; `null` on others
 * @example
 * concernedParts([reduction, cancellation], 'D-1', own, entries, reversals) // [3/10, 7/10]
 */
export function concernedParts(
  events: readonly ChurnEvent[],
  deal: string,
  own: Pick<BookedWindow, 'after'>,
  entries: readonly WindowEntry[],
  reversals: readonly CreditReversal[] | null,
  through: string,
): readonly Ratio[] {
  const standing = standingOf(deal, own, entries, through);
  const { whole, measure } = standing;
  if (whole === 0n) return events.map(() => ZERO_RATIO);
  if (reversals !== null) {
    return events.map(({ key }) => {
      const taken = reversals.filter((each) => each.eventKey === key && each.deal === deal);
      return ratio(-taken.reduce((sum, each) => sum + each[measure], 0n), whole);
    });
  }
  const remaining = standing.entries.map(() => ONE_RATIO);
  return events.map(({ date, fraction }) => {
    let part = ZERO_RATIO;
    for (const [place, entry] of standing.entries.entries()) {
      const left = remaining[place] ?? ZERO_RATIO;
      if (entry.date > date) continue;
      part = addRatios(part, multiplyRatios(ratio(entry.amount, 1n), multiplyRatios(left, fraction)));
      remaining[place] = multiplyRatios(left, subtractRatios(ONE_RATIO, fraction));
    }
    return divideRatios(part, ratio(whole, 1n));
  });
}

/** The entries of a deal less what was taken back of them after the window; by base where nothing is paid on. */
function standingOf(
  deal: string,
  { after }: Pick<BookedWindow, 'after'>,
  entries: readonly WindowEntry[],
  through: string,
): Standing {
  const own = entries.filter((each) => each.deal === deal);
  const measure = own.reduce((sum, { paidOn }) => sum + paidOn, 0n) === 0n ? 'base' : 'paidOn';
  const taken = after.filter((each) => each.deal === deal && each.date < through);
  const standing = own.map((entry) => ({
    date: entry.date,
    amount: taken
      .filter(({ target }) => target === entry.eventKey)
      .reduce((sum, each) => sum + each[measure], entry[measure]),
  }));
  return { entries: standing, measure, whole: standing.reduce((sum, { amount }) => sum + amount, 0n) };
}
