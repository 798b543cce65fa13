import type { CivilDate } from '../../calendar/civil-date.js';
import type { Credit, CreditReversal } from '../credits/credit.js';
import { compareEvents } from '../events/deal-event.js';
import type { BookedWindow } from '../measures/measure-book.js';

/** The windows of a measure without the reversals that the terms of a clawback speak of, and those reversals. */
export interface PartedWindows {
  /** The same window where nothing was taken out of it. */
  readonly windows: readonly BookedWindow[];
  /** By the range of the window in which what they take back was credited. */
  readonly governed: ReadonlyMap<BookedWindow['window'], readonly CreditReversal[]>;
}

/**
 * Parts the windows of a measure from the reversals that a clawback decides about.
 *
 * @param isGoverned whether a clawback speaks of the event with this key
 * @example
 * partWindows(book.windows, (key) => key === 'booked:D-1:amendment:A-1').windows[0]?.after // []
 */
export function partWindows(
  windows: readonly BookedWindow[],
  isGoverned: (eventKey: string) => boolean,
): PartedWindows {
  const governed = new Map<BookedWindow['window'], readonly CreditReversal[]>();
  const parted = windows.map((own) => {
    const taken = [...own.inside, ...own.after].filter(({ eventKey }) => isGoverned(eventKey));
    if (taken.length === 0) return own;
    governed.set(own.window, taken);
    const isLeft = ({ eventKey }: CreditReversal) => !isGoverned(eventKey);
    return { ...own, inside: own.inside.filter(isLeft), after: own.after.filter(isLeft) };
  });
  return { windows: parted, governed };
}

/** What is done to the credit of windows by one event that takes back. */
export interface Restatement {
  readonly eventKey: string;
  readonly date: CivilDate;
  /**
   * `whole`: the original window as if what is taken back had never been sold. `credit`: as if it had never counted
   * toward quota, and is paid all the same. `later`: the window of the event itself has that much less credit.
   */
  readonly how: 'whole' | 'credit' | 'later';
}

/**
 * The windows with the credit of events restated; the same window where nothing changes.
 *
 * @example
 * restateWindows(parted, [{ eventKey, date: '2026-05-05', how: 'credit' }])
 */
export function restateWindows(
  { windows, governed }: PartedWindows,
  restatements: readonly Restatement[],
): readonly BookedWindow[] {
  const ways = new Map(restatements.map(({ eventKey, how }) => [eventKey, how]));
  const laterCredits = new Map<BookedWindow['window'], Credit[]>();
  for (const { eventKey, date, how } of restatements) {
    const own = how === 'later' ? windowOf(windows, date) : undefined;
    const credit = own === undefined ? undefined : negativeCredit(windows, governed, eventKey);
    if (own === undefined || credit === undefined) continue;
    laterCredits.set(own.window, [...(laterCredits.get(own.window) ?? []), credit]);
  }
  return windows.map((own) => {
    const taken = (governed.get(own.window) ?? []).flatMap((reversal) => {
      const how = ways.get(reversal.eventKey);
      if (how === 'whole') return [reversal];
      return how === 'credit' ? [{ ...reversal, base: 0n, paidOn: 0n }] : [];
    });
    const added = laterCredits.get(own.window) ?? [];
    if (taken.length === 0 && added.length === 0) return own;
    const credits = added.length === 0 ? own.credits : withCredits(own.credits, added);
    return { ...own, credits, inside: [...own.inside, ...taken] };
  });
}

/** An event that takes back more than there was stands for the rest already: it stays one credit. */
function withCredits(credits: readonly Credit[], added: readonly Credit[]): readonly Credit[] {
  const isSame = (a: Credit, b: Credit) => a.deal === b.deal && a.eventKey === b.eventKey;
  const joined = credits.map((credit) => {
    const more = added.find((each) => isSame(each, credit));
    if (more === undefined) return credit;
    return { ...credit, amount: credit.amount + more.amount, credit: credit.credit + more.credit };
  });
  const alone = added.filter((each) => !credits.some((credit) => isSame(each, credit)));
  return [...joined, ...alone].sort(compareCredits);
}

function windowOf(windows: readonly BookedWindow[], date: CivilDate): BookedWindow | undefined {
  return windows.find(({ window }) => window.from <= date && date < window.to);
}

/** What an event takes back in all windows, as a credit of its own that pays nothing. */
function negativeCredit(
  windows: readonly BookedWindow[],
  governed: PartedWindows['governed'],
  eventKey: string,
): Credit | undefined {
  let sum: Credit | undefined;
  for (const { window, credits } of windows) {
    for (const reversal of governed.get(window) ?? []) {
      if (reversal.eventKey !== eventKey) continue;
      const { deal, target, date, amount, credit } = reversal;
      const taken = credits.find((each) => each.deal === deal && each.eventKey === target);
      if (taken === undefined) continue;
      const { share, facts } = taken;
      const before = sum ?? {
        eventKey,
        deal,
        date,
        share,
        facts,
        amount: 0n,
        base: 0n,
        credit: 0n,
        paidOn: 0n,
      };
      sum = { ...before, amount: before.amount + amount, credit: before.credit + credit };
    }
  }
  return sum;
}

function compareCredits(a: Credit, b: Credit): number {
  if (a.date === b.date && a.deal !== b.deal) return a.deal < b.deal ? -1 : 1;
  return compareEvents({ date: a.date, key: a.eventKey }, { date: b.date, key: b.eventKey });
}
