import type { PayeeBook, SegmentBook } from '../../engine/calculate.js';
import type { Credit } from '../../engine/credits/credit.js';
import type { KnownCredits } from '../../engine/credits/measure-credits.js';
import type { Segment } from '../../engine/credits/segment.js';
import type { Measure } from '../../engine/measure.js';
import type { MeasureBook } from '../../engine/measures/measure-book.js';
import type { Plan } from '../../engine/plan.js';

/** So many credits are remembered at most, by some 300 bytes each. */
const MOST_CREDITS = 400_000;

/** What somebody who was folded takes of that: a number for each day on which something is credited. */
const CREDITS_OF_FOLDED = 20;

interface KnownBook {
  readonly book: PayeeBook;
  readonly credits: number;
  readonly isFolded: boolean;
  /** Whether the payee's results follow from these credits, and need no more of a deal that has not changed. */
  readonly isEnough: boolean;
}

/**
 * What members of teams and their managers are credited, from one change to the next: so that a manager is credited
 * anew for the deal that changed, and not for all deals below.
 *
 * @example
 * const known = books.before(new Set(['D-1']));
 * calculate({ ...input, payees: ['ada'], known });
 */
export class KnownBooks {
  readonly #books = new Map<string, KnownBook>();
  #credits = 0;

  /** What a payee was credited, to be read by others. */
  of(payee: string): PayeeBook | undefined {
    return this.#books.get(payee)?.book;
  }

  /** What a payee was credited where that was folded: one credit for all between two days on which anybody asks. */
  foldedOf(payee: string): PayeeBook | undefined {
    const known = this.#books.get(payee);
    return known?.isFolded === true ? known.book : undefined;
  }

  /** Whether all that a payee is credited is known, but for deals that changed. */
  isEnoughFor(payee: string): boolean {
    return this.#books.get(payee)?.isEnough === true;
  }

  /** What was credited before some deals changed. */
  before(changed: ReadonlySet<string>): KnownCredits {
    return {
      changed,
      creditsOf: (segment, measure) =>
        this.isEnoughFor(segment.payee) ? (this.#bookOf(segment, measure)?.credits ?? null) : null,
    };
  }

  /** Remembers what payees are credited now, in place of what was known of them. */
  keep(books: readonly PayeeBook[]): void {
    for (const book of books) {
      this.#forget(book.payee);
      const stripped = withoutFacts(book);
      const credits = stripped.segments.reduce(
        (sum, { measures }) =>
          sum +
          measures.reduce(
            (all, { windows }) => all + windows.reduce((n, own) => n + own.credits.length, 0),
            0,
          ),
        0,
      );
      const known = { isFolded: false, isEnough: book.segments.every(isEnough) };
      this.#books.set(book.payee, { book: stripped, credits, ...known });
      this.#credits += credits;
    }
    this.#forgetOldest();
  }

  /** Remembers what payees are credited who were folded: for teams, and not deal by deal. */
  keepFolded(books: readonly PayeeBook[]): void {
    for (const book of books) {
      this.#forget(book.payee);
      const known = { isFolded: true, isEnough: false };
      this.#books.set(book.payee, { book, credits: CREDITS_OF_FOLDED, ...known });
      this.#credits += CREDITS_OF_FOLDED;
    }
    this.#forgetOldest();
  }

  /** Forgets what payees were credited, as where they are credited otherwise now and it is not told deal by deal. */
  forget(payees: readonly string[]): void {
    for (const payee of payees) this.#forget(payee);
  }

  #forgetOldest(): void {
    for (const [payee] of this.#books) {
      if (this.#credits <= MOST_CREDITS) break;
      this.#forget(payee);
    }
  }

  #forget(payee: string): void {
    this.#credits -= this.#books.get(payee)?.credits ?? 0;
    this.#books.delete(payee);
  }

  #bookOf(segment: Segment, { id }: Measure): { readonly credits: readonly Credit[] } | null {
    const own = this.#books
      .get(segment.payee)
      ?.book.segments.find(
        (each) =>
          each.segment.assignment === segment.assignment &&
          each.segment.from === segment.from &&
          each.segment.to === segment.to &&
          each.segment.plan === segment.plan,
      );
    const book = own?.measures.find(({ measure }) => measure.id === id);
    return book === undefined ? null : { credits: book.windows.flatMap(({ credits }) => credits) };
  }
}

/** Facts of deals are much, and read by nobody else. */
function withoutFacts(book: PayeeBook): PayeeBook {
  const strip = (measure: MeasureBook): MeasureBook => ({
    ...measure,
    windows: measure.windows.map((own) => ({
      ...own,
      credits: own.credits.map((credit) => ({ ...credit, facts: NO_FACTS })),
    })),
  });
  return {
    ...book,
    segments: book.segments.map(({ segment, measures }) => {
      return { segment, measures: measures.map(strip), components: [] };
    }),
  };
}

const NO_FACTS = Object.freeze({});

function isEnough({ segment: { plan }, measures }: SegmentBook): boolean {
  return looksAtNoDeal(plan) && measures.every(isPlain);
}

/** Whether a plan pays by credits alone: what waits for cash, or takes back, looks at the deal again. */
function looksAtNoDeal({ components }: Plan): boolean {
  return components.every(
    ({ mechanism, release, clawback }) =>
      release.length === 0 &&
      clawback.length === 0 &&
      mechanism.kind === 'commission' &&
      mechanism.over.kind !== 'fact',
  );
}

/** Whether the credits of a measure are all that there is: nothing carried, taken back or wrong. */
function isPlain({ measure, previous, problems, windows }: MeasureBook): boolean {
  if (previous !== null || problems.length > 0) return false;
  if (measure.windfall !== null || measure.ofLastYear !== null) return false;
  return windows.every(({ inside, after }) => inside.length === 0 && after.length === 0);
}
