import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { monthsOf } from '../../calendar/proration.js';

/**
 * What must come to the same from two sides: the sum of `whole` and the sum of `parts`. `balance` is the part that
 * is not something that happened but what is left: a bridge shows how it changed, and what it is at the end.
 *
 * - `revenue`: what was booked is recognized or still deferred
 * - `invoices`: what was invoiced is collected, open, credited or written off; net of tax
 * - `cash`: what was received is applied, unapplied or refunded; with tax
 * - `earnings`: what was earned became payable or is held
 * - `pay`: what became payable, was topped up or adjusted is paid, recovered or carried
 */
export const BRIDGES = {
  revenue: { whole: ['booked'], parts: ['recognized', 'deferred'], balance: 'deferred' },
  invoices: {
    whole: ['invoiced'],
    parts: ['collected', 'open', 'credited', 'writtenOff'],
    balance: 'open',
  },
  cash: { whole: ['received'], parts: ['applied', 'unapplied', 'refunded'], balance: 'unapplied' },
  earnings: { whole: ['earned'], parts: ['payable', 'held'], balance: 'held' },
  pay: {
    whole: ['payable', 'drawn', 'guaranteed', 'adjusted'],
    parts: ['paid', 'recovered', 'carried'],
    balance: 'carried',
  },
} as const satisfies Record<string, BridgeTerms>;

interface BridgeTerms {
  readonly whole: readonly string[];
  readonly parts: readonly string[];
  readonly balance: string;
}

/** The name of a bridge. */
export type BridgeName = keyof typeof BRIDGES;

/** Amounts by the names of terms, in minor units of one currency. */
export type BridgeAmounts = Readonly<Record<string, bigint>>;

/** Something that a bridge is made of, such as a deal or a receipt: what it comes to as of any day. */
export interface BridgeSubject {
  readonly bridge: BridgeName;
  readonly currency: string;
  /** The deal it belongs to; `null` for what belongs to none. */
  readonly deal: string | null;
  /** In words, for what can not be explained: `'receipt R-1'`. */
  readonly name: string;
  /** Every term of the bridge from the first day to the one before this, cumulatively. */
  readonly before: (day: CivilDate) => BridgeAmounts;
}

/** A stretch of time that a bridge is told for. */
export interface BridgeSpan extends ClosedRange {
  /** `'2026-03'`, or `'2026-01..2026-03'` for several months together. */
  readonly id: string;
}

/**
 * The months from one day to another, each as the span of a bridge.
 *
 * @example
 * monthSpans({ from: '2026-01-01', to: '2026-03-01' }).map(({ id }) => id) // ['2026-01', '2026-02']
 */
export function monthSpans(range: ClosedRange): readonly BridgeSpan[] {
  return monthsOf(range).map((month) => ({ id: month.from.slice(0, 7), ...month }));
}

/**
 * All months from one day to another as one span.
 *
 * @example
 * wholeSpan({ from: '2026-01-01', to: '2026-03-01' }).id // '2026-01..2026-02'
 */
export function wholeSpan(range: ClosedRange): BridgeSpan {
  const months = monthSpans(range);
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a bridge needs a month');
  const id = first.id === last.id ? first.id : `${first.id}..${last.id}`;
  return { id, from: first.from, to: last.to };
}

/**
 * What the two sides of a bridge differ by: zero where everything is explained.
 *
 * @example
 * unexplainedOf('cash', { received: 100n, applied: 120n, unapplied: 0n, refunded: 0n }) // -20n
 */
export function unexplainedOf(bridge: BridgeName, amounts: BridgeAmounts): bigint {
  const { whole, parts }: BridgeTerms = BRIDGES[bridge];
  const sum = (terms: readonly string[]) => terms.reduce((total, term) => total + (amounts[term] ?? 0n), 0n);
  return sum(whole) - sum(parts);
}
