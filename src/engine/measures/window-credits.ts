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
  /**
   * What the credits before a day come to, of those whose day counts: where they are made only when they are asked
   * for, so that they need not be.
   */
  creditOf?(through: CivilDate, counts: (day: CivilDate) => boolean): bigint;
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
  // Only what is taken back is looked for.
  const isTaken = reversals.length > 0;
  let place = 0;
  for (const credit of credits) {
    while (place < sorted.length - 1 && credit.date >= (sorted[place]?.window.to ?? '')) place += 1;
    const own = sorted[place];
    if (own === undefined || credit.date < own.window.from || credit.date >= own.window.to) continue;
    own.credits.push(credit);
    if (isTaken) home.set(`${credit.deal}\u0000${credit.eventKey}`, own);
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
/** Of credits, each before anything is taken back: they are asked for at the end of each pay period. */
const ENTRIES = new WeakMap<readonly Credit[], readonly WindowEntry[]>();

function entriesOf(credits: readonly Credit[]): readonly WindowEntry[] {
  const known = ENTRIES.get(credits);
  if (known !== undefined) return known;
  const entries = credits.map(entryOf);
  ENTRIES.set(credits, entries);
  return entries;
}

function entriesBefore({ credits, inside }: WindowCredits, through: CivilDate): readonly WindowEntry[] {
  const taken = new Map<string, CreditReversal[]>();
  for (const reversal of inside) {
    if (reversal.date >= through) continue;
    const key = `${reversal.deal}\u0000${reversal.target}`;
    taken.set(key, [...(taken.get(key) ?? []), reversal]);
  }
  const known = entriesOf(credits).filter(({ date }) => date < through);
  if (taken.size === 0) return known;
  return known
    .map((entry) => less(entry, taken.get(`${entry.deal}\u0000${entry.eventKey}`) ?? []))
    .filter(({ base, eventKey, deal }) => base !== 0n || !taken.has(`${deal}\u0000${eventKey}`));
}

/** What the entries of a window as of a date come to in credit: the sum over {@link entriesAsOf}, without making them. */
export function creditedIn(own: WindowCredits, through: CivilDate): bigint {
  // Nothing is taken back before it is there, so that the two sums may be taken apart.
  let sum = own.creditOf?.(through, everyDay) ?? sumOf(own.credits, through, everyDay);
  for (const { date, credit } of own.inside) if (date < through) sum += credit;
  return sum;
}

function everyDay(): true {
  return true;
}

/**
 * What the entries of a window as of a date come to in credit, of those whose day counts: the sum over
 * {@link entriesAsOf}, where what is taken back goes with the credit that it takes back.
 *
 * @example
 * creditedOn(own, '2026-04-01', (day) => day < '2026-02-01') // 1_000_000n
 */
export function creditedOn(
  own: WindowCredits,
  through: CivilDate,
  counts: (day: CivilDate) => boolean,
): bigint {
  if (own.inside.length > 0) return sumOf(entriesAsOf(own, through), through, counts);
  return own.creditOf?.(through, counts) ?? sumOf(own.credits, through, counts);
}

function sumOf(
  dated: readonly Pick<WindowEntry, 'date' | 'credit'>[],
  through: CivilDate,
  counts: (day: CivilDate) => boolean,
): bigint {
  let sum = 0n;
  for (const { date, credit } of dated) if (date < through && counts(date)) sum += credit;
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
