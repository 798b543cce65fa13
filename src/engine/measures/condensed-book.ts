import { dayNumber } from '../../calendar/day-number.js';
import type { PayeeBook } from '../calculate.js';
import type { Credit } from '../credits/credit.js';
import type { BookedWindow, MeasureBook } from './measure-book.js';
import type { WindowCredits } from './window-credits.js';

/**
 * A payee's book with what others may read of it, in little memory: all that was credited between two days on which
 * anybody asks is one credit, and deals and facts are left out. What is taken back later stays apart, with what it
 * takes back.
 *
 * @param askedDays the days at whose beginning anybody may ask how far a measure has come, as numbers in order
 *
 * @example
 * calculate({ ...input, payees: ['bo'], others: [condensedBook(ada, askedDays)] });
 */
export function condensedBook({ payee, segments }: PayeeBook, askedDays: Int32Array): PayeeBook {
  const known = new Map<MeasureBook, MeasureBook>();
  return {
    payee,
    // What is wrong is told with the payee's own results; to keep it here would keep all that they were made from.
    problems: [],
    problemsBefore: () => [],
    segments: segments.map(({ segment, measures }) => ({
      segment,
      measures: measures.map((each) => condensed(each, askedDays, known)),
      components: [],
    })),
  };
}

/** The same book is the same afterwards, as one goes on from another. */
function condensed(
  book: MeasureBook,
  askedDays: Int32Array,
  known: Map<MeasureBook, MeasureBook>,
): MeasureBook {
  const found = known.get(book);
  if (found !== undefined) return found;
  const previous = book.previous === null ? null : condensed(book.previous, askedDays, known);
  const windows = book.windows.map((own): BookedWindow => ({ ...own, credits: together(own, askedDays) }));
  const made = { ...book, previous, windows };
  known.set(book, made);
  return made;
}

function together({ credits, inside, after }: WindowCredits, askedDays: Int32Array): readonly Credit[] {
  const taken = new Set([...inside, ...after].map(({ deal, target }) => `${deal}\u0000${target}`));
  const found: Credit[] = [];
  let [asked, end] = [0, 0];
  let open: Credit | null = null;
  for (const credit of credits) {
    if (taken.has(`${credit.deal}\u0000${credit.eventKey}`)) {
      found.push(withoutFacts(credit));
      continue;
    }
    const day = dayNumber(credit.date);
    if (open === null || day >= end) {
      while (asked < askedDays.length && (askedDays[asked] ?? 0) <= day) asked += 1;
      end = askedDays[asked] ?? Number.POSITIVE_INFINITY;
      if (open !== null) found.push(open);
      open = { ...withoutFacts(credit), deal: '', eventKey: `day:${day}` };
    } else open = sum(open, credit);
  }
  if (open !== null) found.push(open);
  return found;
}

function withoutFacts({ eventKey, deal, date, amount, share, base, credit, paidOn }: Credit): Credit {
  return { eventKey, deal, date, amount, share, base, credit, paidOn, facts: NO_FACTS };
}

function sum(open: Credit, { base, credit, paidOn }: Credit): Credit {
  return {
    ...open,
    base: open.base + base,
    credit: open.credit + credit,
    paidOn: open.paidOn + paidOn,
  };
}

const NO_FACTS = Object.freeze({});
