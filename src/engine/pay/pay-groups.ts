import { type CivilDate, earlier } from '../../calendar/civil-date.js';
import { type PayFrequency, type PayPeriod, payPeriodsIn } from '../../calendar/pay-period.js';
import type { Calculation, PayeeBook, SegmentBook } from '../calculate.js';
import { compareText } from '../record-index.js';

/** Statements of one payee that share a pay calendar and a currency. */
export interface PayGroup {
  readonly frequency: PayFrequency;
  readonly currency: string;
  /** At least one. */
  readonly books: readonly SegmentBook[];
}

/** The groups of a payee, by currency and pay calendar. */
export function payGroups({ segments }: PayeeBook): readonly PayGroup[] {
  const groups = new Map<string, SegmentBook[]>();
  for (const book of segments) {
    const { currency, payFrequency } = book.segment.plan;
    const key = `${currency}\u0000${payFrequency}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [book]);
    else known.push(book);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, books]) => {
      const plan = books[0]?.segment.plan;
      return plan === undefined ? [] : [{ frequency: plan.payFrequency, currency: plan.currency, books }];
    });
}

/** The first day on which a group has a plan. */
function firstDay({ books }: PayGroup): CivilDate {
  return books.map(({ segment }) => segment.from).reduce(earlier);
}

/** A pay period of a group. */
export interface GroupPeriod {
  readonly group: PayGroup;
  readonly period: PayPeriod;
}

/**
 * The periods of all groups in the order in which they end, so that balances move from one to the next.
 *
 * @example
 * periodsOf(calculation, payGroups(payee))[0]?.period.id // '2026-01'
 */
export function periodsOf(calculation: Calculation, groups: readonly PayGroup[]): readonly GroupPeriod[] {
  const { through, crediting } = calculation;
  return groups
    .flatMap((group) => {
      const first = firstDay(group);
      if (first >= through) return [];
      const periods = payPeriodsIn(group.frequency, first, through, crediting.company);
      return periods.map((period) => ({ group, period }));
    })
    .sort((a, b) => compareText(a.period.to, b.period.to) || compareText(a.period.id, b.period.id));
}
