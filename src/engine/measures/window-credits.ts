import type { CivilDate } from '../../calendar/civil-date.js';
import type { Credit, CreditReversal, MeasureCredits } from '../credits/credit.js';
import type { WindowEntry } from '../mechanisms/window-input.js';
import type { MeasureWindow } from './measure-window.js';

/** The credits of one window, with what takes them back: inside the window, and after it. */
export interface WindowCredits {
  readonly window: MeasureWindow;
  readonly credits: readonly Credit[];
  readonly inside: readonly CreditReversal[];
  readonly after: readonly CreditReversal[];
}

/** Sorts the credits of a measure into its windows; a reversal goes with the credit that it takes back. */
export function creditsByWindow(
  windows: readonly MeasureWindow[],
  { credits, reversals }: MeasureCredits,
): readonly WindowCredits[] {
  const sorted = windows.map((window) => ({
    window,
    credits: [] as Credit[],
    inside: [] as CreditReversal[],
    after: [] as CreditReversal[],
  }));
  const home = new Map<string, (typeof sorted)[number]>();
  let place = 0;
  for (const credit of credits) {
    while (place < sorted.length - 1 && credit.date >= (sorted[place]?.window.to ?? '')) place += 1;
    const own = sorted[place];
    if (own === undefined || credit.date < own.window.from || credit.date >= own.window.to) continue;
    own.credits.push(credit);
    home.set(`${credit.deal}\u0000${credit.eventKey}`, own);
  }
  for (const reversal of reversals) {
    const own = home.get(`${reversal.deal}\u0000${reversal.target}`);
    if (own === undefined) continue;
    if (reversal.date < own.window.to) own.inside.push(reversal);
    else own.after.push(reversal);
  }
  return sorted;
}

/**
 * The entries of a window as of a date: its credits before that date, less what was taken back inside the
 * window before that date, each at the place of the event it takes back. An entry of which nothing is left
 * is gone, as if the pair had not been.
 */
export function entriesAsOf(own: WindowCredits, through: CivilDate): readonly WindowEntry[] {
  if (through < own.window.to) return entriesBefore(own, through);
  // Nothing inside a window that is over can change any more.
  const known = FINAL_ENTRIES.get(own);
  if (known !== undefined) return known;
  const entries = entriesBefore(own, through);
  FINAL_ENTRIES.set(own, entries);
  return entries;
}

const FINAL_ENTRIES = new WeakMap<WindowCredits, readonly WindowEntry[]>();

function entriesBefore({ credits, inside }: WindowCredits, through: CivilDate): readonly WindowEntry[] {
  const taken = new Map<string, CreditReversal[]>();
  for (const reversal of inside) {
    if (reversal.date >= through) continue;
    const key = `${reversal.deal}\u0000${reversal.target}`;
    taken.set(key, [...(taken.get(key) ?? []), reversal]);
  }
  return credits
    .filter(({ date }) => date < through)
    .map((credit) => {
      const back = taken.get(`${credit.deal}\u0000${credit.eventKey}`) ?? [];
      return less(entryOf(credit), back);
    })
    .filter(({ base, eventKey, deal }) => base !== 0n || !taken.has(`${deal}\u0000${eventKey}`));
}

/** What the entries of a window as of a date come to in credit: the sum over {@link entriesAsOf}, without making them. */
export function creditedIn({ credits, inside }: WindowCredits, through: CivilDate): bigint {
  let sum = 0n;
  // Nothing is taken back before it is there, so that the two sums may be taken apart.
  for (const { date, credit } of credits) if (date < through) sum += credit;
  for (const { date, credit } of inside) if (date < through) sum += credit;
  return sum;
}

/** An entry less what was taken back of it. */
function less(entry: WindowEntry, back: readonly CreditReversal[]): WindowEntry {
  let { base, credit, paidOn } = entry;
  for (const reversal of back) {
    base += reversal.base;
    credit += reversal.credit;
    paidOn += reversal.paidOn;
  }
  return back.length === 0 ? entry : { ...entry, base, credit, paidOn };
}

function entryOf({
  eventKey,
  deal,
  date,
  share,
  base,
  credit,
  paidOn,
  facts,
  original,
}: Credit): WindowEntry {
  return { eventKey, deal, date, share, base, credit, paidOn, fact: (name) => facts[name] ?? null, original };
}
